import { withoutMessageIndex } from "./message-index.ts";

/** What the bytes of a key carry besides the key itself. */
export const keyFrames = ["none", "confluent", "windowed", "windowed-session"] as const;
export type KeyFrame = (typeof keyFrames)[number];

/** The magic byte and the schema id, big-endian, before a key in Confluent's wire format. */
export const CONFLUENT_FRAME_BYTES = 5;
const MAGIC = 0;
/** Start, or end and start, of a window as milliseconds, big-endian, after a key of Kafka Streams. */
const WINDOW_BYTES: Partial<Record<KeyFrame, number>> = { windowed: 8, "windowed-session": 16 };

/**
 * The bytes at the end of a key that its producer does not hash. Source: Kafka Streams'
 * WindowedStreamPartitioner, TimeWindowedSerializer and SessionWindowedSerializer.
 */
export function windowBytesOf(frame: KeyFrame | undefined): number {
  return (frame && WINDOW_BYTES[frame]) ?? 0;
}

/** The schema id of `bytes[start, end)`, or −1 if it has no frame. Id 0 is not given to schemas. */
export function schemaIdOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < CONFLUENT_FRAME_BYTES || bytes[start] !== MAGIC) return -1;
  let id = 0;
  for (let i = 1; i < CONFLUENT_FRAME_BYTES; i++) id = id * 256 + (bytes[start + i] as number);
  return id > 0 && id < 2 ** 31 ? id : -1;
}

/** The key without a schema id and Protobuf's message index, for display. */
export function withoutSchemaId(key: Uint8Array): Uint8Array {
  if (schemaIdOf(key, 0, key.length) < 0) return key;
  return withoutMessageIndex(key.subarray(CONFLUENT_FRAME_BYTES));
}
