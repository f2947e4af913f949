import { baselineOfKeys } from "#core/baseline/baseline-of-keys.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge, type TopicResult } from "#core/judge.ts";
import { suggest } from "#core/suggestions/index.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { type Counted, type Fields, judgeKeys, numbered, tableOf } from "./judge-keys.ts";

/*
 * Topics for golden files: one that fails, one that warns, one that holds, and one beside what was
 * before.
 */

/** Country as the key, with an empty and some null keys. */
export const COUNTRIES: readonly Counted[] = [
  ["US", 8000],
  ["UK", 1000],
  ["DE", 500],
  ["uk", 100],
  ...["FR", "ES", "IT", "NL", "SE"].map((country): Counted => [country, 60]),
  ["", 70],
  [null, 30],
];
export const LIMITS = {
  partitions: 48,
  max_partition_share: 0.08,
  max_gini: 0.15,
  min_unique_keys: 20_000,
  sample_size: 1000,
};

export const failing = judgeKeys({ topic: "user-events", ...LIMITS }, COUNTRIES);
export const warned = judgeKeys(
  {
    topic: "orders",
    partitions: 6,
    max_partition_share: 0.2,
    severity: { max_partition_share: "warning" },
  },
  [["order-hot", 1500], ...numbered(5000, 1, "order-")],
);
export const passing = judgeKeys(
  { topic: "payments", ...LIMITS, consumers: 12, max_consumer_share: 0.1 },
  numbered(20_000, 1, "payment-"),
);

/** Both by contracts of these fields; `earlier` has what was otherwise. */
export function judgeChange(
  fields: Fields,
  keys: Iterable<Counted>,
  earlierKeys: Iterable<Counted>,
  earlier: Partial<Fields> = {},
): TopicResult {
  const contract = contractFromFields(fields);
  const earlierContract = contractFromFields({ ...fields, ...earlier });
  const table = tableOf(earlierKeys);
  const before = baselineOfKeys(
    earlierContract,
    table,
    tallyKeys(table, tallySpec(earlierContract)),
  );
  return judge(contract, tableOf(keys), { before, suggest });
}

/** With a rule of each standing, a key that went hot, a partition that gained, a mended rule. */
export const changed = judgeChange(
  {
    topic: "clicks",
    partitions: 12,
    max_partition_share: 0.12,
    max_key_share: 0.05,
    max_gini: 0.2,
    min_unique_keys: 1500,
    sample_size: 5000,
    max_empty_keys: 0.01,
    key_source: "src/clicks.ts",
  },
  [["hot", 900], ["warm", 450], ["", 40], ...numbered(1200, 3, "click-")],
  [["hot", 100], ["warm", 400], ["", 400], ...numbered(1195, 3, "click-")],
);

/** Over more partitions than before. */
export const remapped = judgeChange(
  { topic: "views", partitions: 8, max_partition_share: 0.2 },
  numbered(2000, 2, "view-"),
  numbered(2000, 2, "view-"),
  { partitions: 6 },
);

/** Keys of which many say that there was no value. */
export const placeholders = judgeKeys(
  { topic: "sessions", partitions: 12, max_partition_share: 0.15 },
  [
    ["null", 1200],
    ['{"user":"anonymous"}', 300],
    ...numbered(150, 1, "shop:").map(([key]): Counted => [`${key}:unknown`, 1]),
    ...numbered(3000, 1, "shop:"),
  ],
);

export const GOLDEN: readonly (readonly [name: string, topics: readonly TopicResult[]])[] = [
  ["fail", [failing]],
  ["warn", [warned]],
  ["pass", [passing]],
  ["change", [changed, remapped]],
  ["placeholders", [placeholders]],
  ["three-topics", [passing, warned, failing]],
];
