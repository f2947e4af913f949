import { describe, expect, it } from "vitest";
import { hashMurmur3 } from "#core/partitioners/hash-murmur3.ts";

/** What mmh3.hash(key, signed=False) of PyPI's mmh3 5.3.1 answers, keys in hexadecimal. */
const VECTORS: readonly (readonly [hex: string, hash: number])[] = [
  ["", 0],
  ["61", 1009084850],
  ["6162", 2613040991],
  ["616263", 3017643002],
  ["61626364", 1139631978],
  ["6162636465", 3902511862],
  ["686f742d6b6579", 1527482692],
  ["636f6c642d6b65792d38", 3628360749],
  ["757365722d30", 861677947],
  ["757365722d3432", 3111312080],
  ["74656e616e745f69642d3939", 69937298],
  ["d0bad0bbd18ed187", 2589532226],
  ["e98db5f09f9491", 798329728],
  ["00", 1364076727],
  ["00000000", 593689054],
  ["ff", 4251775245],
  ["ffff", 2249810463],
  ["ffffff", 3205668902],
  ["ffffffff", 1982413648],
  ["8081828384", 3058223990],
  ["78".repeat(1000), 1897939982],
  [Buffer.from("The quick brown fox jumps over the lazy dog").toString("hex"), 776992547],
  [Buffer.from(Array.from({ length: 255 }, (_, i) => i)).toString("hex"), 1664398848],
];

describe("MurmurHash3", () => {
  it.each(VECTORS)("of %s is %d, as Python's mmh3 has it", (hex, hash) => {
    const key = Buffer.from(hex, "hex");
    expect(hashMurmur3(key, 0, key.length, 0)).toBe(hash);
  });
});
