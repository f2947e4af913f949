import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { partitionFor } from "#core/partition-for.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";

const key = Buffer.from("user-1");

function partitionOf(partitions: number, partitioner?: string): number {
  return partitionFor(key, partitions, partitioner as PartitionerName);
}

describe("partitionFor", () => {
  it("uses the Java client's murmur2 unless told otherwise", () => {
    expect(partitionOf(1000)).toBe(partitionOf(1000, "murmur2"));
    expect(partitionOf(1000)).not.toBe(partitionOf(1000, "crc32"));
  });

  it("takes 1 to 1,000,000 partitions", () => {
    expect(partitionOf(1)).toBe(0);
    expect(partitionOf(1_000_000)).toBeLessThan(1_000_000);
  });

  it.each([0, -0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001, 1e9])(
    "refuses %d partitions",
    (partitions) => {
      expect(() => partitionOf(partitions)).toThrow(UserError);
      expect(() => partitionOf(partitions)).toThrow(
        /^partitions must be a whole number from 1 to 1000000, not /,
      );
    },
  );

  it.each(["", "__proto__", "toString", "constructor", "MURMUR2 ", "\u001b[31m"])(
    "refuses the partitioner %j",
    (name) => {
      expect(() => partitionOf(3, name)).toThrow(UserError);
      expect(() => partitionOf(3, name)).toThrow(/^unknown partitioner "/);
    },
  );

  it("names the partitioner that was meant and all there are", () => {
    const failure = failureOf(() => partitionOf(3, "murmur-2"));
    expect(failure.message).toBe('unknown partitioner "murmur-2"; did you mean "murmur2"?');
    expect(failure.parts.next).toContain("murmur2, murmur2-unsigned, xxh32, crc32, crc32-abs");
  });

  it("shows an untrusted name without its control characters", () => {
    expect(failureOf(() => partitionOf(3, "\u001b[31m")).message).toContain("\\x1b[31m");
  });
});

function failureOf(call: () => unknown): UserError {
  try {
    call();
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error("no UserError was thrown");
}

it("refuses bytes that no object of the key type has, where it is the object that is hashed", () => {
  const of = (bytes: number, keyType: KeyType) =>
    partitionFor(new Uint8Array(bytes), 12, "java-hashcode", keyType);
  expect(() => of(1, "long")).toThrow("a key of key_type long has 8 bytes, not 1");
  expect(() => of(3, "short")).toThrow("2 bytes, not 3");
  expect(of(8, "long")).toBe(0);
  // The Java client hashes any bytes.
  expect(partitionFor(new Uint8Array(1), 12, "murmur2", "long")).toBe(
    partitionFor(new Uint8Array(1), 12),
  );
});
