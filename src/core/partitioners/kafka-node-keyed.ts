import { javaHashCode } from "./hash-java.ts";
import { type Partitioner, placeUnsigned } from "./partitioner.ts";

/** Java's hash without its sign; 0 counts as 1. Bytes are decoded, so any of them can be keys. */
function kafkaNodeHash(key: Uint8Array, start: number, end: number): number {
  return javaHashCode(key, start, end) & 0x7fffffff || 1;
}

export const kafkaNodeKeyedPartitioner: Partitioner = {
  name: "kafka-node-keyed",
  hash: kafkaNodeHash,
  place: placeUnsigned,
};
