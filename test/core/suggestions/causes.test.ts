import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { partitioners } from "#core/partitioners/index.ts";
import {
  type Counted,
  type Fields,
  judgeKeys,
  keysPlaced,
  numbered,
  suggestionsOf,
} from "../../support/judge-keys.ts";

const suggest = (fields: Fields, keys: Counted[]) => suggestionsOf(judgeKeys(fields, keys));
/** A sample that nothing is wrong with, at up to 48 partitions. */
const FINE = numbered(5000);
const BROKEN = { partitions: 48, sample_size: 1_000_000 };

describe("hot-key", () => {
  const keys: Counted[] = [["hot", 2000], ...numbered(8000)];

  it("names a key that is above the limit alone, and its share", () => {
    const text = suggest({ partitions: 48, max_partition_share: 0.08 }, keys)["hot-key"];
    expect(text).toMatch(/^Hot key: "hot" has 20 % of the records/);
  });

  it("is right that no partition count helps", () => {
    for (const partitions of [1, 2, 48, 1000]) {
      expect(judgeKeys({ partitions }, keys).measures.maxPartitionShare).toBeGreaterThanOrEqual(
        0.2,
      );
    }
  });

  it.each<[string, Fields, Counted[]]>([
    ["a key just at the limit", { partitions: 48, max_partition_share: 0.2 }, keys],
    ["a contract that the key does not break", { partitions: 48, sample_size: 1e6 }, keys],
    ["a placeholder", { partitions: 48, max_partition_share: 0.08 }, [["null", 2000], ...FINE]],
    ["even keys", { partitions: 48, max_partition_share: 0.021 }, FINE],
  ])("is silent about %s", (_, fields, list) => {
    expect(suggest(fields, list)).not.toHaveProperty("hot-key");
  });

  it.each<[string, Fields]>([
    ["max_key_share", { partitions: 48, max_key_share: 0.1 }],
    [
      "max_key_share beside a wider max_partition_share",
      { partitions: 48, max_key_share: 0.1, max_partition_share: 0.5 },
    ],
  ])("holds the key against %s", (_, fields) => {
    expect(suggest(fields, keys)["hot-key"]).toContain('"hot" has 20 %');
  });
});

describe("clients", () => {
  const keys = numbered(1000);

  it("names the clients that disagree, their partitioners and what to set", () => {
    const fields: Fields = { partitions: 48, producers: ["java", "librdkafka"] };
    const text = suggest(fields, keys).clients;
    expect(text).toMatch(/^Clients: java \(murmur2\) and librdkafka \(crc32\) place 9\d(\.\d)? %/);
    expect(text).toContain("partitioner=murmur2_random");
  });

  it("is silent about clients that agree", () => {
    const fields: Fields = { partitions: 48, producers: ["java", "franz-go"] };
    expect(suggest(fields, keys)).not.toHaveProperty("clients");
  });
});

describe("low-cardinality", () => {
  it("says how many partitions the keys can fill at most, though the contract holds", () => {
    const result = judgeKeys({ partitions: 48 }, numbered(12, 5));
    const text = suggestionsOf(result)["low-cardinality"];
    expect(result.verdict).toBe("pass");
    expect(text).toContain("12 different keys can fill at most 12 of 48 partitions");
    expect(text).toContain("at least 4,800 (100 per partition)");
    expect(result.measures.partitionsWithoutRecords).toBeGreaterThanOrEqual(48 - 12);
  });

  it("calls fewer than 100 keys a partition few where something is broken", () => {
    const fields = { partitions: 48, max_gini: 0.05 };
    const text = suggest(fields, numbered(4799, 3))["low-cardinality"];
    expect(text).toContain("4,799 different keys are few for 48 partitions");
  });

  it("blames the sample where most records have a key that was seen once", () => {
    const fields = { partitions: 48, max_gini: 0.05 };
    const keys = [...numbered(1991), ...numbered(9, 2, "twice-")];
    const text = suggest(fields, keys)["low-cardinality"];
    expect(text).toContain("Sample too small: 99.6 % of the 2,000 different keys in 2,009 records");
    expect(text).not.toContain("Low cardinality");
    const hot: Counted[] = [["hot", 2010], ...keys];
    expect(suggest(fields, hot)["low-cardinality"]).toContain("Low cardinality");
  });

  it.each<[string, Fields, Counted[]]>([
    ["100 keys a partition", { partitions: 48, max_gini: 0.01 }, numbered(4800)],
    ["a key a partition where the contract holds", { partitions: 48 }, numbered(48)],
    ["one partition", { partitions: 1, sample_size: 100 }, numbered(3)],
  ])("is silent about %s", (_, fields, keys) => {
    expect(suggest(fields, keys)).not.toHaveProperty("low-cardinality");
  });
});

describe("empty-keys", () => {
  const keys: Counted[] = [["", 2], ...numbered(98)];

  it.each(Object.keys(partitioners) as (keyof typeof partitioners)[])(
    "says where %s puts them",
    (partitioner) => {
      for (const partitions of [7, 48]) {
        const text = suggest({ partitions, partitioner }, keys)["empty-keys"];
        const place = partitionFor(new Uint8Array(0), partitions, partitioner);
        expect(text).toContain(
          `2 records (2 %) have an empty key; all of them go to partition ${place}.`,
        );
      }
    },
  );

  it("says that librdkafka treats them as records without a key", () => {
    const text = suggest({ partitions: 48, producer: "librdkafka" }, keys)["empty-keys"];
    expect(text).toContain("this client treats them as records without a key");
    expect(text).not.toContain("partition ");
  });

  it("is silent where there are none", () => {
    expect(suggest(BROKEN, FINE)).not.toHaveProperty("empty-keys");
  });
});

describe("null-keys", () => {
  it("tells their share of all records", () => {
    const text = suggest({ partitions: 48 }, [[null, 25], ...numbered(75)])["null-keys"];
    expect(text).toContain("25 records (25 %) have no key");
  });

  it("is silent where there are none", () => {
    expect(suggest(BROKEN, FINE)).not.toHaveProperty("null-keys");
  });
});

describe("spelling-variants", () => {
  const many = (...keys: string[]): Counted[] => [...keys.map((key): Counted => [key, 1]), ...FINE];
  const find = (keys: Counted[], fields: Partial<Fields> = {}) =>
    suggest({ partitions: 48, ...fields }, keys)["spelling-variants"];

  it.each([
    ["case", ["ZOÉ-A", "zoÉ-a"], 1],
    ["blanks around it", [" ann", "ann", "ann\t", "ann\r"], 3],
    ["both, without the plain one", [" ANN", "Ann"], 1],
    ["two groups", ["Ann", "ann", "Bob", "BOB", "bob"], 3],
  ])("counts keys that differ from another in %s only", (_, keys, count) => {
    const noun = count === 1 ? "1 key differs" : `${count} keys differ`;
    expect(find(many(...keys))).toContain(`Spelling variants: ${noun} from another key only in`);
  });

  it("gives an example of two such keys", () => {
    expect(find(many("Ann", "ann"))).toMatch(/such as "(Ann" and "ann|ann" and "Ann)"\./);
  });

  it.each([
    ["other keys", ["ann", "anne"]],
    ["a blank inside", ["an n", "ann"]],
    ["blank keys", [" ", "  ", ""]],
    ["accents, which ASCII does not fold", ["É", "é"]],
    ["keys in capitals that have no twin", ["US", "DE"]],
  ])("is silent about %s", (_, keys) => {
    expect(find(many(...keys))).toBeUndefined();
  });

  it("is silent about keys that are no text", () => {
    expect(
      find(
        [
          [new Uint8Array([0x41]), 1],
          [new Uint8Array([0x61]), 1],
        ],
        { key_type: "bytes-hex" },
      ),
    ).toBeUndefined();
  });

  it("says the same whatever the order of the keys", () => {
    const keys = many("Ann", "ann", " ann", "Bob", "bob");
    expect(find([...keys].reverse())).toBe(find(keys));
  });

  it.each([
    ["one partition", 1],
    ["48 partitions, where both happen to be in 13", 48],
  ])("does not say that DE and de lie in several partitions with %s", (_, partitions) => {
    const keys: Counted[] = [
      ["DE", 1],
      ["de", 1],
    ];
    expect(judgeKeys({ partitions }, keys).measures.maxPartitionShare).toBe(1);
    expect(find(keys, { partitions }) ?? "").not.toContain("lie in several partitions");
  });
});

describe("truncation", () => {
  /** 100,000 ids of 11 characters, cut to 8 as in the article's example. */
  const cut = Array.from(
    { length: 100 },
    (_, i): Counted => [`12${String(i).padStart(6, "0")}`, 1000],
  );

  it("points at many records that share few keys of one length", () => {
    const text = suggest({ partitions: 48, min_unique_keys: 20_000 }, cut).truncation;
    expect(text).toMatch(
      /^Truncation: 100 % of the keys are exactly 8 bytes long, none is longer, and/,
    );
    expect(text).toContain("100,000 records share 100 different keys");
  });

  it.each<[string, Fields, Counted[]]>([
    ["keys that hold the contract", { partitions: 4, max_gini: 0.9 }, cut],
    [
      "keys of many lengths",
      { partitions: 48, min_unique_keys: 20_000 },
      Array.from({ length: 100 }, (_, i) => ["k".repeat(i + 1), 1000]),
    ],
    [
      "codes",
      { partitions: 48, min_unique_keys: 20_000 },
      [
        ["US", 1000],
        ["DE", 1000],
        ["FR", 1000],
      ],
    ],
    [
      "numbers",
      { partitions: 48, min_unique_keys: 20_000, key_type: "long" },
      Array.from({ length: 50 }, (_, i) => [new Uint8Array([0, 0, 0, 0, 0, 0, 0, i]), 1000]),
    ],
    ["one key", { partitions: 48, min_unique_keys: 20_000 }, [["12345678", 1000]]],
    [
      "keys that do not repeat, where another rule is broken",
      { partitions: 48, max_null_keys: 0 },
      [[null, 5], ...cut.map(([key]): Counted => [key, 1])],
    ],
  ])("is silent about %s", (_, fields, keys) => {
    expect(suggest(fields, keys)).not.toHaveProperty("truncation");
  });

  /** Broken, whatever the keys: 12 or more records of each, and one hot key. */
  const broken: Fields = { partitions: 12, max_partition_share: 0.1, max_gini: 0.01 };
  const collapsed = (keys: readonly string[]) =>
    keys.map((key, i): Counted => [key, i === 0 ? 12 * keys.length : 12]);
  const ids = (of: (i: number) => string, count = 300) =>
    Array.from({ length: count }, (_, i) => of(i));
  const hex = (i: number, digits: number) =>
    Math.imul(i + 1, 0x9e3779b1)
      .toString(16)
      .replace("-", "")
      .padStart(8, "0")
      .repeat(5)
      .slice(0, digits);
  const uuid = (i: number) => `${hex(i, 8)}-4f89-41d3-9a0c-${hex(i, 12)}`;

  it("points at the beginnings of UUIDs", () => {
    const text = suggest(broken, collapsed(ids((i) => uuid(i).slice(0, 13)))).truncation;
    expect(text).toContain(
      "exactly 13 bytes long, none is longer, and they look like the beginnings of UUIDs",
    );
  });

  it("points at hex digits that are nearly all there are", () => {
    const keys = ids((i) => i.toString(16).padStart(4, "0"), 40_000);
    expect(suggest(broken, collapsed(keys)).truncation).toContain(
      "they are 97.7 % of all values that their characters can form",
    );
  });

  it.each<[string, string[]]>([
    ["UUIDs", ids(uuid)],
    ["UUIDs without dashes", ids((i) => hex(i, 32))],
    ["ObjectIds", ids((i) => `65a1${hex(i, 20)}`)],
    ["ULIDs", ids((i) => `01HQ${hex(i, 22).toUpperCase()}`)],
    [
      "snowflakes",
      ids((i) => String(1_745_612_340_123_456n + BigInt(i) * 4_194_304_177n).padStart(18, "1")),
    ],
    ["ids with a prefix", ids((i) => `user-${100_000 + 37 * i}`)],
    ["numbers without gaps", ids((i) => `order-${1000 + i}`)],
    ["JSON", ids((i) => `{"id":${1000 + i}}`)],
    ["dates", ids((i) => new Date(i * 86_400_000).toISOString().slice(0, 10))],
    [
      "dates without dashes",
      ids((i) => new Date(i * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "")),
    ],
    ["seconds since 1970", ids((i) => String(1_764_000_000 + i))],
  ])("does not take whole %s for cut values", (_, keys) => {
    for (const fields of [broken, { ...broken, min_unique_keys: 400 }]) {
      const found = suggest(fields, collapsed(keys));
      expect(found).toHaveProperty("hot-key");
      expect(found).not.toHaveProperty("truncation");
    }
  });
});

describe("shared-factor", () => {
  const odd = keysPlaced(2000, 48, (partition) => partition % 2 === 1).map(
    (key): Counted => [key, 1],
  );
  const limits = { max_partition_share: 0.03 };

  it("names the pattern, the idle share, and what another count gives", () => {
    const text = suggest({ partitions: 48, ...limits }, odd)["shared-factor"];
    expect(text).toMatch(
      /^Shared factor: these keys reach only 1 of every 2 partitions .* modulo 2, a factor of 48/,
    );
    expect(text).toContain("so 50 % of the partitions can get nothing");
    expect(judgeKeys({ partitions: 48 }, odd).measures.partitionsWithoutRecords).toBe(24);
    const { maxPartitionShare, gini } = judgeKeys({ partitions: 49 }, odd).measures;
    const [, share, inequality] =
      /With 49 partitions, simulated: max share (\S+) %, Gini (\S+)\.$/.exec(text ?? "") ?? [];
    expect(Number(share) / 100).toBeCloseTo(maxPartitionShare, 3);
    expect(Number(inequality)).toBeCloseTo(gini, 3);
  });

  it("finds odd factors too", () => {
    const keys = keysPlaced(2000, 48, (partition) => partition % 3 !== 1).map(
      (key): Counted => [key, 1],
    );
    const text = suggest({ partitions: 48, ...limits }, keys)["shared-factor"];
    expect(text).toContain("reach only 2 of every 3 partitions");
    expect(text).toContain("so 33.3 % of the partitions can get nothing");
  });

  it("finds keys of doubled letters, which fnv1a hashes to odd numbers only", () => {
    const letters = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
    const keys = letters.flatMap((a) => letters.map((b): Counted => [`${a}${a}${b}${b}`, 1]));
    const text = suggest({ partitions: 12, partitioner: "fnv1a", max_partition_share: 0.1 }, keys);
    expect(text["shared-factor"]).toContain("reach only 1 of every 2 partitions");
  });

  it.each<[string, Fields, Counted[]]>([
    ["keys without a pattern", { partitions: 48, max_partition_share: 0.021 }, FINE],
    [
      "few keys, where an empty residue may be chance",
      { partitions: 48, max_partition_share: 0.03 },
      odd.slice(0, 30),
    ],
    ["a contract that holds", { partitions: 48, max_partition_share: 0.5 }, odd],
    ["a contract broken elsewhere", { partitions: 48, sample_size: 1e6 }, odd],
    ["a count without that factor", { partitions: 49, max_partition_share: 0.0205 }, odd],
  ])("is silent about %s", (_, fields, keys) => {
    expect(suggest(fields, keys)).not.toHaveProperty("shared-factor");
  });
});
