import { hashMurmur3 } from "./hash-murmur3.ts";
import { onlyText } from "./java-objects.ts";
import { type Partitioner, placeAbsolute } from "./partitioner.ts";

const SEED = 25342;

export const maxwellMurmur3Partitioner: Partitioner = {
  name: "maxwell-murmur3",
  hash: (key, start, end) => hashMurmur3(key, start, end, SEED),
  place: placeAbsolute,
  hashesText: true,
  objects: onlyText,
};
