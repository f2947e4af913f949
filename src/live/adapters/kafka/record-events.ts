import type { ConsumedRecord } from "#live/core/cluster/cluster.ts";
import type { NativeConsumer, NativeRecord, PartitionEnd } from "./native-client.ts";
import type { Positions } from "./positions.ts";

interface RecordListener {
  /** Aborted with what `onRecord` throws: an exception would end the process. */
  readonly failure: AbortSignal;
  stop(): void;
}

/**
 * Passes on records until `stop` is called. Listens for events, because only they give records and
 * the ends of partitions in their true order.
 */
export function listenForRecords(
  consumer: NativeConsumer,
  positions: Positions,
  onRecord: (record: ConsumedRecord) => void,
): RecordListener {
  const failure = new AbortController();
  const onData = (record: NativeRecord) => {
    const { topic, partition, offset } = record;
    if (failure.signal.aborted || !positions.take(topic, partition, offset)) return;
    try {
      onRecord(readRecordOf(record));
    } catch (error) {
      failure.abort(error);
    }
  };
  const onEnd = ({ topic, partition, offset }: PartitionEnd) => {
    positions.reach(topic, partition, offset);
  };
  consumer.on("data", onData).on("partition.eof", onEnd);
  const stop = () => {
    consumer.removeListener("data", onData).removeListener("partition.eof", onEnd);
  };
  return { failure: failure.signal, stop };
}

function readRecordOf(record: NativeRecord): ConsumedRecord {
  const { topic, partition, offset, key = null, value, headers, timestamp = -1 } = record;
  const headerBytes = headers === undefined ? 0 : sizeOf(headers);
  const timestampMs = timestamp < 0 ? undefined : timestamp;
  return { topic, partition, offset, key, value, headerBytes, timestampMs };
}

/** Bytes of the headers' names and values. */
function sizeOf(headers: NonNullable<NativeRecord["headers"]>): number {
  let bytes = 0;
  for (const header of headers) {
    for (const [name, value] of Object.entries(header)) {
      bytes += Buffer.byteLength(name) + (value === null ? 0 : Buffer.byteLength(value));
    }
  }
  return bytes;
}
