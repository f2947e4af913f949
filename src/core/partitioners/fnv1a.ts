import { fnv1a } from "./hash-fnv1a.ts";
import { type Partitioner, placeAbsolute } from "./partitioner.ts";

export const fnv1aPartitioner: Partitioner = {
  name: "fnv1a",
  hash: fnv1a,
  place: placeAbsolute,
};
