import { crc32 } from "./hash-crc32.ts";
import { type Partitioner, placeUnsigned } from "./partitioner.ts";

export const crc32Partitioner: Partitioner = {
  name: "crc32",
  hash: crc32,
  place: placeUnsigned,
};
