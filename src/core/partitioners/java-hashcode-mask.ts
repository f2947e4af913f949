import { javaHashCode } from "./hash-java.ts";
import { connectObjects } from "./java-objects.ts";
import { type Partitioner, placeMaskedOrZero } from "./partitioner.ts";

export const javaHashcodeMaskPartitioner: Partitioner = {
  name: "java-hashcode-mask",
  hash: javaHashCode,
  place: placeMaskedOrZero,
  hashesText: true,
  objects: connectObjects,
};
