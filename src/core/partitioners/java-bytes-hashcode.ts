import { type Partitioner, placeAbsoluteOrZero } from "./partitioner.ts";

/** java.util.Arrays.hashCode of the bytes, which are signed; unsigned. */
function bytesHashCode(key: Uint8Array, start: number, end: number): number {
  let h = 1;
  for (let i = start; i < end; i++) h = (Math.imul(h, 31) + (((key[i] as number) << 24) >> 24)) | 0;
  return h >>> 0;
}

export const javaBytesHashcodePartitioner: Partitioner = {
  name: "java-bytes-hashcode",
  hash: bytesHashCode,
  place: placeAbsoluteOrZero,
};
