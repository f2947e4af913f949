import { hashes, keyAt, lengthAt, listed } from "./columns";
import { crc32 } from "./partitioners/crc32";
import { fnv1a } from "./partitioners/fnv1a";
import { murmur2 } from "./partitioners/murmur2";
import { xxh32 } from "./partitioners/xxh32";

// Each function fills the column of hashes with a partitioner's hashes of the first keys, or of the
// first listed keys.

export function hashCrc32(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, crc32(keyAt(i), lengthAt(i)));
  }
}

export function hashFnv1a(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, fnv1a(keyAt(i), lengthAt(i)));
  }
}

export function hashMurmur2(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, murmur2(keyAt(i), lengthAt(i)));
  }
}

export function hashXxh32(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, xxh32(keyAt(i), lengthAt(i)));
  }
}

function numberAt(at: u32, isListed: bool): u32 {
  return isListed ? load<u32>(listed + ((<usize>at) << 2)) : at;
}

function set(i: u32, hash: u32): void {
  store<u32>(hashes + ((<usize>i) << 2), hash);
}
