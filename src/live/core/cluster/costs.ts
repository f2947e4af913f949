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
  /** Offsets that were to be read, and were deleted before, such as by retention. */
  readonly skippedOffsets: number;
}

/** Bytes of one connection so far, such as a socket. */
export interface ByteCounter {
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Whether it is closed, so that the numbers stay what they are. */
  readonly destroyed?: boolean;
}

/** Counts what everything that uses a connection asks of the cluster. */
export class CostCounter {
  #requests = 0;
  #fetches = 0;
  #throttledMs = 0;
  #skippedOffsets = 0;
  /** The brokers of all open connections. */
  readonly #brokers = new Map<ByteCounter, string>();
  /** What closed connections have read and written, by broker. */
  readonly #closed = new Map<string, { read: number; written: number }>();

  /**
   * @param broker `host:port`
   * @param bytes of the connection that the request was sent on
   */
  request(broker: string, bytes: ByteCounter, isFetch: boolean): void {
    this.#requests++;
    if (isFetch) this.#fetches++;
    if (this.#brokers.has(bytes)) return;
    this.#dropClosed();
    this.#brokers.set(bytes, broker);
  }

  throttle(ms: number): void {
    this.#throttledMs += ms;
  }

  skip(offsets: number): void {
    this.#skippedOffsets += offsets;
  }

  total(): Costs {
    this.#dropClosed();
    const open = [...this.#brokers.keys()];
    const closed = [...this.#closed.values()];
    return {
      requests: this.#requests,
      fetches: this.#fetches,
      bytesSent:
        open.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0) +
        closed.reduce((sum, { written }) => sum + written, 0),
      bytesReceived:
        open.reduce((sum, { bytesRead }) => sum + bytesRead, 0) +
        closed.reduce((sum, { read }) => sum + read, 0),
      brokers: new Set([...this.#brokers.values(), ...this.#closed.keys()]).size,
      throttledMs: this.#throttledMs,
      skippedOffsets: this.#skippedOffsets,
    };
  }

  /** Bytes received from each broker, by `host:port`. */
  receivedByBroker(): Map<string, number> {
    const received = new Map([...this.#closed].map(([broker, { read }]) => [broker, read]));
    for (const [{ bytesRead }, broker] of this.#brokers) {
      received.set(broker, (received.get(broker) ?? 0) + bytesRead);
    }
    return received;
  }

  /** A program that runs for weeks reconnects often. */
  #dropClosed(): void {
    for (const [bytes, broker] of this.#brokers) {
      if (bytes.destroyed !== true) continue;
      const { read = 0, written = 0 } = this.#closed.get(broker) ?? {};
      this.#closed.set(broker, {
        read: read + bytes.bytesRead,
        written: written + bytes.bytesWritten,
      });
      this.#brokers.delete(bytes);
    }
  }
}

/** The costs in one sentence, for people. */
export function costLine({ requests, fetches, brokers, ...costs }: Costs): string {
  const seconds = (costs.throttledMs / 1000).toFixed(1);
  const throttled = costs.throttledMs === 0 ? "" : ` Brokers throttled us for ${seconds} s.`;
  const skipped = skippedText(costs.skippedOffsets);
  return `Cost: ${plural(requests, "request")} to ${plural(brokers, "broker")}, ${whole(fetches)} for records; ${byteSize(costs.bytesReceived)} received, ${byteSize(costs.bytesSent)} sent.${throttled}${skipped}`;
}

function skippedText(offsets: number): string {
  if (offsets === 0) return "";
  return ` ${plural(offsets, "offset")} could not be read: ${offsets === 1 ? "its record was" : "their records were"} deleted in the meantime, for example by retention.`;
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
    skipped_offsets: costs.skippedOffsets,
  };
}
