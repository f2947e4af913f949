import { murmur2 } from "./hash-murmur2.ts";
import { type Partitioner, placeUnsigned } from "./partitioner.ts";

/** Equals `murmur2` only where the partition count is a power of two: the sign bit is kept. */
export const murmur2UnsignedPartitioner: Partitioner = {
  name: "murmur2-unsigned",
  hash: murmur2,
  place: placeUnsigned,
};
