import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

const BASE64 = /^[A-Za-z\d+/]+={0,2}$/;
/** As openssl and MIME break lines. */
const WIDTHS = [64, 76];
const MIN_LINES = 3;

/** A file that was encoded as a whole: lines of one width, and a shorter last one. */
export function base64Block({ lines }: Head): Look | undefined {
  const all = lines.filter((line) => line !== "");
  const [first = ""] = all;
  const isOne = all.length === 1 && first.length > 1000 && BASE64.test(first);
  const width = WIDTHS.find((one) => first.length === one);
  const isBroken =
    width !== undefined &&
    all.length >= MIN_LINES &&
    all.slice(0, -1).every((line) => line.length === width) &&
    // Hashes and keys that are encoded one by one are as long as each other.
    ((all.at(-1)?.length ?? 0) < width || width === 76) &&
    new Set(all).size === all.length;
  if (!isOne && !(isBroken && all.every((line) => BASE64.test(line)))) return undefined;
  return {
    kind: "a file encoded with Base64",
    advice:
      "Decode it with base64 -d. Keys that are encoded one by one have key_type: bytes-base64.",
  };
}
