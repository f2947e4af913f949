import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

const BASE64 = /^[A-Za-z\d+/]+={0,2}$/;
/** As openssl and MIME break lines. */
const WIDTHS = [64, 76];
const MIN_LINES = 3;

/** A file that was encoded as a whole: lines of one width, and a shorter last one. */
export function base64Block({ written }: Head): Look | undefined {
  const [first = ""] = written;
  const isOne = written.length === 1 && first.length > 1000 && BASE64.test(first);
  const width = WIDTHS.find((one) => first.length === one);
  const isBroken =
    width !== undefined &&
    written.length >= MIN_LINES &&
    written.slice(0, -1).every((line) => line.length === width) &&
    // Hashes and keys that are encoded one by one are as long as each other.
    ((written.at(-1)?.length ?? 0) < width || width === 76) &&
    new Set(written).size === written.length;
  if (!isOne && !(isBroken && written.every((line) => BASE64.test(line)))) return undefined;
  return {
    kind: "a file encoded with Base64",
    advice:
      "Decode it with base64 -d. Keys that are encoded one by one have key_type: bytes-base64.",
  };
}
