import type { ClientTable } from "../clients/clients.ts";
import { type RawContract, type RawTopic, type TopicContract, UNNAMED_TOPIC } from "./contract.ts";
import { resolveTopic } from "./resolve.ts";

/**
 * As `contractFromFields`, but undefined where anything is wrong, or where there are windows: what
 * checks and explains that is large, and most runs do not need it.
 */
export async function contractIfSound({
  topic = UNNAMED_TOPIC,
  ...fields
}: RawTopic & { readonly topic?: string }): Promise<TopicContract | undefined> {
  const { default: isValid } = await import("#generated/validate-contract.js");
  const raw: RawContract = { version: 1, topics: { [topic]: fields } };
  const { max_window_share, window, window_records } = fields;
  const hasWindows = [max_window_share, window, window_records].some((one) => one !== undefined);
  if (!isValid(raw) || hasWindows) return undefined;
  const resolved = resolveTopic(topic, fields, { clients: await clientsOf(fields) });
  return "contract" in resolved ? resolved.contract : undefined;
}

async function clientsOf({ producer, producers }: RawTopic): Promise<ClientTable> {
  const areNamed = producer !== undefined || producers !== undefined;
  return areNamed ? (await import("../clients/clients.ts")).clients : {};
}
