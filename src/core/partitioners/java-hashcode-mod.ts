import { javaHashCode } from "./hash-java.ts";
import { onlyText } from "./java-objects.ts";
import { type Partitioner, placeAbsolute } from "./partitioner.ts";

export const javaHashcodeModPartitioner: Partitioner = {
  name: "java-hashcode-mod",
  hash: javaHashCode,
  place: placeAbsolute,
  hashesText: true,
  objects: onlyText,
};
