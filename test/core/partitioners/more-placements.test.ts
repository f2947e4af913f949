import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type KeyType, keyTypeNames, serializeKey } from "#core/keys/key-type.ts";
import { partitionFor } from "#core/partition-for.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";

/** Answers of more clients than scripts/vectors calls, for other keys and partition counts. */
const file = new URL("../../../fixtures/vectors/more-placements.json", import.meta.url);

type Row = readonly number[] | null;

interface MorePlacements {
  readonly partition_counts: readonly number[];
  readonly keys: readonly {
    readonly hex?: string;
    readonly repeat_hex?: string;
    readonly times?: number;
  }[];
  /** Null where the client does not take such a key. */
  readonly partitions: Readonly<Record<PartitionerName, readonly Row[]>>;
  readonly objects: readonly ObjectRow[];
  readonly windowed: readonly {
    readonly hex: string;
    readonly inner_hex: string;
    readonly murmur2: Row;
    readonly murmur2_of_all: Row;
  }[];
  readonly framed: readonly { readonly hex: string; readonly murmur2: Row; readonly crc32: Row }[];
}

interface ObjectRow {
  readonly key_type: string;
  readonly text: string;
  readonly "java-hashcode": Row;
  readonly "java-hashcode-mask": Row;
  readonly "debezium-murmur3": Row;
}

const { partition_counts: counts, ...data } = JSON.parse(
  readFileSync(file, "utf8"),
) as MorePlacements;
const keys = data.keys.map(({ hex, repeat_hex, times = 1 }) =>
  Buffer.from((hex ?? repeat_hex ?? "").repeat(times), "hex"),
);

function place(key: Uint8Array, name: PartitionerName, keyType?: KeyType): Row {
  return counts.map((partitions) => partitionFor(key, partitions, name, keyType));
}

describe.each(Object.keys(data.partitions) as PartitionerName[])("%s", (name) => {
  it("places other keys as the real clients do", () => {
    const expected = data.partitions[name];
    const actual = keys.map((key, i) => (expected[i] === null ? null : place(key, name)));
    expect(actual).toEqual(expected);
    expect(actual.filter((row) => row !== null).length).toBeGreaterThan(240);
  });
});

const objects = data.objects.filter((one): one is ObjectRow & { key_type: KeyType } =>
  (keyTypeNames as readonly string[]).includes(one.key_type),
);

describe.each(["java-hashcode", "java-hashcode-mask", "debezium-murmur3"] as const)(
  "%s",
  (name) => {
    it("places objects as the real clients do", () => {
      for (const { key_type: keyType, text, [name]: expected } of objects) {
        const key = serializeKey(keyType, text);
        const isForeign = keyType === "uuid" || (keyType === "string" && name !== "java-hashcode");
        if (expected !== null) {
          expect([text, place(key, name, keyType)]).toEqual([text, expected]);
        } else if (!isForeign) {
          expect(() => place(key, name, keyType)).toThrow(/nobody can predict/);
        }
      }
      expect(objects.length).toBeGreaterThan(45);
    });
  },
);

it("places windowed keys by their inner keys, which differ from all of their bytes", () => {
  for (const { hex, inner_hex: inner, ...expected } of data.windowed) {
    expect(place(Buffer.from(inner, "hex"), "murmur2")).toEqual(expected.murmur2);
    expect(place(Buffer.from(hex, "hex"), "murmur2")).toEqual(expected.murmur2_of_all);
  }
});

it("places framed keys by all of their bytes", () => {
  for (const { hex, murmur2, crc32 } of data.framed) {
    expect(place(Buffer.from(hex, "hex"), "murmur2")).toEqual(murmur2);
    expect(place(Buffer.from(hex, "hex"), "crc32")).toEqual(crc32);
  }
});
