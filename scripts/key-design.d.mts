import type { gate } from "../src/doors/library/index.ts";

export function keyDesignPictures(library: {
  readonly gate: typeof gate;
}): Readonly<Record<string, string>>;
