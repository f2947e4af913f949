import { ends, hashes, size, starts } from "./columns";
import { crc32 } from "./partitioners/crc32";
import { fnv1a } from "./partitioners/fnv1a";
import { murmur2 } from "./partitioners/murmur2";
import { xxh32 } from "./partitioners/xxh32";

// Each fills the column of hashes with what a partitioner makes of the keys.

export function hashCrc32(): void {
  for (let i: u32 = 0; i < size; i++) set(i, crc32(keyAt(i), lengthAt(i)));
}

export function hashFnv1a(): void {
  for (let i: u32 = 0; i < size; i++) set(i, fnv1a(keyAt(i), lengthAt(i)));
}

export function hashMurmur2(): void {
  for (let i: u32 = 0; i < size; i++) set(i, murmur2(keyAt(i), lengthAt(i)));
}

export function hashXxh32(): void {
  for (let i: u32 = 0; i < size; i++) set(i, xxh32(keyAt(i), lengthAt(i)));
}

function keyAt(i: u32): usize {
  return load<u32>(starts + ((<usize>i) << 2));
}

function lengthAt(i: u32): u32 {
  return load<u32>(ends + ((<usize>i) << 2)) - <u32>keyAt(i);
}

function set(i: u32, hash: u32): void {
  store<u32>(hashes + ((<usize>i) << 2), hash);
}
