import type { KeyFile } from "../find-key-files.ts";

/** Whether a file is a sample, by its name. */
export function isSample({ label }: KeyFile): boolean {
  return /\.skew(\.(gz|gzip|zst|zstd))?$/i.test(label);
}
