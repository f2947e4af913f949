import { byteSize } from "../cluster/byte-size.ts";

/** 26214400 → `25 MiB/s` */
export function bytesPerSecond(rate: number): string {
  return `${byteSize(rate)}/s`;
}
