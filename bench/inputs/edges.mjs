import { randomBelow } from "./random.mjs";

const SEED = 5;
const ROUNDS = 60;
const OTHERS_PER_ROUND = 300;
const MAX_KEY_BYTES = 400;
/**
 * More keys than a report shows, each once per round, so that the ten hottest are chosen among
 * ties.
 */
const TIED = [
  "",
  "\r",
  "a\rb",
  "\r\r",
  '"quoted"',
  "back\\slash",
  "tab\tkey",
  " blanks ",
  "é",
  "日本",
  "ключ",
  "🙂",
  "\u0001\u001f",
  "\u0085\u2028\u2029",
  "x\ufeff",
];
const PARTS = ["é", "日本", "x", "ключ-", "🙂", "user-", "\u00a0", "-", "A", "\\"];

/** Edge cases of lines. All are UTF-8 without NUL. */
export function writeEdges(file) {
  let line = 0;
  const write = (key) => file.text(`${key}${randomBelow(SEED, line++, 2) === 0 ? "\n" : "\r\n"}`);
  for (let round = 0; round < ROUNDS; round++) {
    for (const key of TIED) write(key);
    for (let i = 0; i < OTHERS_PER_ROUND; i++) write(otherKey(round * OTHERS_PER_ROUND + i));
  }
  file.text("the last line has no end é");
}

function otherKey(index) {
  const below = (place, limit) => randomBelow(SEED + 1, 4 * index + place, limit);
  if (index % 4 === 0) return "k".repeat(1 + below(0, MAX_KEY_BYTES));
  if (index % 4 === 1) return `user-${below(0, 3000)}`;
  if (index % 4 === 2) return PARTS[below(0, PARTS.length)].repeat(1 + below(1, 40));
  return `${PARTS[below(0, PARTS.length)]}${PARTS[below(1, PARTS.length)]}${below(2, 50)}\r${below(3, 3)}`;
}
