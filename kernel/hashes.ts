import { hashes, keyAt, lengthAt, listed, size } from "./columns";
import { crc32 } from "./partitioners/crc32";
import { debeziumMurmur3 } from "./partitioners/debezium";
import { fnv1a } from "./partitioners/fnv1a";
import { bytesHashCode, hashCode, isText } from "./partitioners/java";
import { murmur2 } from "./partitioners/murmur2";
import { murmur3 } from "./partitioners/murmur3";
import { xxh32 } from "./partitioners/xxh32";

// Each function fills the column of hashes with a partitioner's hashes of the first keys, or of the
// first listed keys.

const MAXWELL_SEED: u32 = 25342;

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

export function hashJava(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, hashCode(keyAt(i), lengthAt(i)));
  }
}

export function hashJavaBytes(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, bytesHashCode(keyAt(i), lengthAt(i)));
  }
}

export function hashKafkaNode(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, atLeastOne(hashCode(keyAt(i), lengthAt(i)) & 0x7fffffff));
  }
}

export function hashMaxwell(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, murmur3(keyAt(i), lengthAt(i), MAXWELL_SEED));
  }
}

export function hashDebezium(length: u32, isListed: bool): void {
  for (let at: u32 = 0; at < length; at++) {
    const i = numberAt(at, isListed);
    set(i, debeziumMurmur3(keyAt(i), lengthAt(i)));
  }
}

/** The number of the first key that is not UTF-8 text, or -1. */
export function findNonText(): i32 {
  for (let i: u32 = 0; i < size; i++) if (!isText(keyAt(i), lengthAt(i))) return <i32>i;
  return -1;
}

function atLeastOne(hash: u32): u32 {
  return hash === 0 ? 1 : hash;
}

/** One of the hashes of a single key: the host uses the same numbers. */
export function hashOfKey(hash: u32, key: usize, length: u32): u32 {
  switch (hash) {
    case 0:
      return murmur2(key, length);
    case 1:
      return crc32(key, length);
    case 2:
      return fnv1a(key, length);
    default:
      return xxh32(key, length);
  }
}

function numberAt(at: u32, isListed: bool): u32 {
  return isListed ? load<u32>(listed + ((<usize>at) << 2)) : at;
}

function set(i: u32, hash: u32): void {
  store<u32>(hashes + ((<usize>i) << 2), hash);
}
