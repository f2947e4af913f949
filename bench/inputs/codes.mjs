import { random32, randomShare } from "./random.mjs";
import { zipf } from "./zipf.mjs";

const SEED = 4;
const SHUFFLE_SEED = 41;
const CODES = 200;
const ZIPF_EXPONENT = 1;
const LETTERS = 26;
const A = 0x41;
const LF = 0x0a;

/**
 * Two capital letters, like country codes: few keys, the first of which is in every sixth record.
 */
export function writeCodes(file, records) {
  const rankAt = zipf(CODES, ZIPF_EXPONENT);
  const codes = shuffledCodes();
  for (let i = 0; i < records; i++) {
    const code = codes[rankAt(randomShare(SEED, i))];
    const at = file.reserve(3);
    file.bytes[at] = A + Math.floor(code / LETTERS);
    file.bytes[at + 1] = A + (code % LETTERS);
    file.bytes[at + 2] = LF;
    file.length = at + 3;
  }
}

function shuffledCodes() {
  const codes = Array.from({ length: LETTERS * LETTERS }, (_, code) => code);
  const places = codes.map((code) => random32(SHUFFLE_SEED, code));
  return codes.sort((a, b) => places[a] - places[b]).slice(0, CODES);
}
