import { murmur2 } from "./hash-murmur2.ts";
import { type Partitioner, placeMasked } from "./partitioner.ts";

export const murmur2Partitioner: Partitioner = {
  name: "murmur2",
  hash: murmur2,
  place: placeMasked,
};
