import { MAX_SMALL_KEY_BYTES, SECRETS } from "./layout";

const ODD: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;
const MIX: u64 = ((<u64>0xd6e8feb8) << 32) | 0x6659fd93;
/** The last of the 32 secrets carries the sum over to the next round. */
const ROUND_BYTES: usize = 31 * 8;
/** Two more secrets, which the host makes odd. */
const QUICK_SECRETS: usize = SECRETS + 32 * 8;

/**
 * The table's own hash, not a partitioner's: NH of 8-byte words (Black, Halevi, Krawczyk, Krovetz
 * and Rogaway 1999; RFC 4418, 5.2.2) with random secrets for every run, so that nobody can
 * prepare keys that collide. The last word may overlap the previous one.
 */
export function hashKey(key: usize, length: u32): u64 {
  if (length > MAX_SMALL_KEY_BYTES) return hashLong(key, length);
  return mix(product(lowWord(key, length), SECRETS) + product(highWord(key, length), SECRETS + 8));
}

/** The hash of a key of more than 15 bytes. */
function hashLong(key: usize, length: u32): u64 {
  return mix(sumLong(key, length));
}

/** The sum that hashLong mixes, and that the front table uses for a key of more than 15 bytes. */
export function sumLong(key: usize, length: u32): u64 {
  let sum = <u64>length * ODD;
  let secret: usize = SECRETS;
  const last = length - 8;
  for (let i: u32 = 0; i < last; i += 8) {
    sum += product(load<u64>(key + i), secret);
    secret += 8;
    if (secret === SECRETS + ROUND_BYTES) {
      sum = mix(sum) * (load<u64>(secret) | 1);
      secret = SECRETS;
    }
  }
  return sum + product(load<u64>(key + last), secret);
}

/** The first 8 bytes of a key of up to 15, zeros after its end. */
export function lowWord(key: usize, length: u32): u64 {
  return load<u64>(key) & (restMask(length) | wideMask(length));
}

/**
 * The other bytes of a key of up to 15, and its length + 1 in the last byte, so that no word is 0.
 */
export function highWord(key: usize, length: u32): u64 {
  const rest = load<u64>(key, 8) & restMask(length) & wideMask(length);
  return rest | ((<u64>(length + 1)) << 56);
}

/** A mask for the bytes of a key in the word where it ends. */
function restMask(length: u32): u64 {
  // Shifts take the count modulo 64.
  return ((<u64>1) << ((<u64>length) << 3)) - 1;
}

/**
 * All bits for a key of 8 bytes or more, otherwise none. V8 would compile a condition to a branch.
 */
function wideMask(length: u32): u64 {
  return 0 - <u64>(length >= 8);
}

/**
 * A faster hash if only its upper bits are needed: multiplication by random odd numbers
 * (Dietzfelbinger, Hagerup, Katajainen and Penttonen 1997). Its input are the two words of a small
 * key, or the sum and the length of a longer one.
 */
export function quickHash(low: u64, high: u64): u64 {
  return low * load<u64>(QUICK_SECRETS) + high * load<u64>(QUICK_SECRETS, 8);
}

function product(word: u64, secret: usize): u64 {
  const low = <u32>word + load<u32>(secret);
  const high = <u32>(word >> 32) + load<u32>(secret, 4);
  return <u64>low * <u64>high;
}

/** Makes every bit depend on all others; a bijection. */
function mix(value: u64): u64 {
  let h = (value ^ (value >> 32)) * MIX;
  h = (h ^ (h >> 32)) * MIX;
  return h ^ (h >> 32);
}
