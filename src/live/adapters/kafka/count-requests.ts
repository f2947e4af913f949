import { type Connection, connectionsApiChannel } from "@platformatic/kafka";
import { CostCounter } from "#live/core/cluster/costs.ts";

/** The protocol's number for requests for records. */
export const FETCH_KEY = 1;

/** What the library reports of a request. */
interface SentRequest {
  readonly connection: Connection;
  readonly apiKey: number;
}

let isCounting = false;

/** The context for clients and connections of the library whose requests are to be counted. */
export function countedBy(costs: CostCounter | undefined): CostCounter | undefined {
  if (costs !== undefined && !isCounting) {
    connectionsApiChannel.start.subscribe(count);
    isCounting = true;
  }
  return costs;
}

/** Called for every request of every client in this process. */
function count(message: unknown): void {
  const { connection, apiKey } = message as SentRequest;
  const { context, host, port, socket } = connection;
  if (!(context instanceof CostCounter)) return;
  context.request(`${host}:${port}`, socket, apiKey === FETCH_KEY);
}
