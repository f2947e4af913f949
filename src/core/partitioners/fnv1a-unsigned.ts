import { fnv1a } from "./hash-fnv1a.ts";
import { type Partitioner, placeUnsigned } from "./partitioner.ts";

export const fnv1aUnsignedPartitioner: Partitioner = {
  name: "fnv1a-unsigned",
  hash: fnv1a,
  place: placeUnsigned,
};
