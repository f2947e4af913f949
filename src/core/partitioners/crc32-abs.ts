import { crc32 } from "./hash-crc32.ts";
import { type Partitioner, placeAbsolute } from "./partitioner.ts";

export const crc32AbsPartitioner: Partitioner = {
  name: "crc32-abs",
  hash: crc32,
  place: placeAbsolute,
};
