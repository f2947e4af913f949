import { random32 } from "./random.mjs";

const SEED = 3;
const HEX = Buffer.from("0123456789abcdef");
const LINE = Buffer.from("00000000-0000-4000-8000-000000000000\n");
/** Positions of each group of four hex digits in a line. */
const GROUPS = [0, 4, 9, 14, 19, 24, 28, 32];

/** Random UUIDs of version 4. Even their first 32 bits are all different. */
export function writeUuids(file, records) {
  const words = new Uint32Array(4);
  for (let i = 0; i < records; i++) {
    for (let word = 0; word < 4; word++) words[word] = random32(SEED, 4 * i + word);
    words[1] = (words[1] & 0xffff0fff) | 0x4000;
    words[2] = (words[2] & 0x3fffffff) | 0x80000000;
    writeUuid(file, words);
  }
}

function writeUuid(file, words) {
  const start = file.reserve(LINE.length);
  const { bytes } = file;
  for (let i = 0; i < LINE.length; i++) bytes[start + i] = LINE[i];
  for (let group = 0; group < GROUPS.length; group++) {
    const bits = words[group >> 1] >>> (group % 2 === 0 ? 16 : 0);
    const at = start + GROUPS[group];
    bytes[at] = HEX[(bits >>> 12) & 15];
    bytes[at + 1] = HEX[(bits >>> 8) & 15];
    bytes[at + 2] = HEX[(bits >>> 4) & 15];
    bytes[at + 3] = HEX[bits & 15];
  }
  file.length = start + LINE.length;
}
