import { plural, whole } from "#core/text/format.ts";
import { byteSize } from "./byte-size.ts";

/** What was asked of a cluster so far. */
export interface Costs {
  readonly requests: number;
  /** Those of them that asked for records. */
  readonly fetches: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Addresses that were asked. */
  readonly brokers: number;
  /** How long brokers made us wait, added up. */
  readonly throttledMs: number;
}

/** Bytes of one connection so far, such as a socket. */
export interface ByteCounter {
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** Counts what everything that uses a connection asks of the cluster. */
export class CostCounter {
  #requests = 0;
  #fetches = 0;
  #throttledMs = 0;
  /** The brokers of all connections. */
  readonly #brokers = new Map<ByteCounter, string>();

  /**
   * @param broker `host:port`
   * @param bytes of the connection that the request was sent on
   */
  request(broker: string, bytes: ByteCounter, isFetch: boolean): void {
    this.#requests++;
    if (isFetch) this.#fetches++;
    this.#brokers.set(bytes, broker);
  }

  throttle(ms: number): void {
    this.#throttledMs += ms;
  }

  total(): Costs {
    const counters = [...this.#brokers.keys()];
    return {
      requests: this.#requests,
      fetches: this.#fetches,
      bytesSent: counters.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
      bytesReceived: counters.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
      brokers: new Set(this.#brokers.values()).size,
      throttledMs: this.#throttledMs,
    };
  }

  /** Bytes received from each broker, by `host:port`. */
  receivedByBroker(): Map<string, number> {
    const received = new Map<string, number>();
    for (const [{ bytesRead }, broker] of this.#brokers) {
      received.set(broker, (received.get(broker) ?? 0) + bytesRead);
    }
    return received;
  }
}

/** The costs in one sentence, for people. */
export function costLine({ requests, fetches, brokers, ...costs }: Costs): string {
  const seconds = (costs.throttledMs / 1000).toFixed(1);
  const throttled = costs.throttledMs === 0 ? "" : ` Brokers throttled us for ${seconds} s.`;
  return `Cost: ${plural(requests, "request")} to ${plural(brokers, "broker")}, ${whole(fetches)} for records; ${byteSize(costs.bytesReceived)} received, ${byteSize(costs.bytesSent)} sent.${throttled}`;
}

/** The costs as JSON reports have them. */
export function costObject(costs: Costs) {
  return {
    requests: costs.requests,
    fetches: costs.fetches,
    brokers: costs.brokers,
    bytes_received: costs.bytesReceived,
    bytes_sent: costs.bytesSent,
    throttled_ms: costs.throttledMs,
  };
}
