import { javaHashCode } from "./hash-java.ts";
import { javaObjects } from "./java-objects.ts";
import { type Partitioner, placeAbsoluteOrZero } from "./partitioner.ts";

export const javaHashcodePartitioner: Partitioner = {
  name: "java-hashcode",
  hash: javaHashCode,
  place: placeAbsoluteOrZero,
  hashesText: true,
  objects: javaObjects,
};
