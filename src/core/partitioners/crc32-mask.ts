import { crc32 } from "./hash-crc32.ts";
import { type Partitioner, placeMasked } from "./partitioner.ts";

export const crc32MaskPartitioner: Partitioner = {
  name: "crc32-mask",
  hash: crc32,
  place: placeMasked,
};
