import { randomBelow, randomShare } from "./random.mjs";
import { zipf } from "./zipf.mjs";

const PREFIX = Buffer.from("user-");
const UNIFORM_SEED = 1;
const ZIPF_SEED = 2;
const ZIPF_EXPONENT = 1.1;
// A prime above the number of users: rank times prime, modulo users, yields every user once.
const SCATTER = 7_368_787;
const SHIFT = 1_234_567;

/** Users with a uniform distribution. */
export function writeUniformUsers(file, records, users) {
  for (let i = 0; i < records; i++) file.numbered(PREFIX, randomBelow(UNIFORM_SEED, i, users));
}

/** Few busy users and many quiet ones; a user's number does not show its rank. */
export function writeZipfUsers(file, records, users) {
  const rankAt = zipf(users, ZIPF_EXPONENT);
  for (let i = 0; i < records; i++) {
    const rank = rankAt(randomShare(ZIPF_SEED, i));
    file.numbered(PREFIX, (rank * SCATTER + SHIFT) % users);
  }
}
