import { fnv1a } from "./hash-fnv1a.ts";
import { type Partitioner, placeMasked } from "./partitioner.ts";

export const fnv1aMaskPartitioner: Partitioner = {
  name: "fnv1a-mask",
  hash: fnv1a,
  place: placeMasked,
};
