// Does the gate find what advice predicted once it is applied, and does it leave room?
import { table } from "../../bench/tables.mjs";
import { seeded } from "./population.mjs";

export const title = "Advice applied to the keys, and judged again";

const PARTITIONS = [2, 3, 6, 12, 30, 48, 100];
const FAMILIES = ["hot", "tail", "even", "placeholder"];
const KINDS = ["salt", "split", "partitions", "null_token"];
/** Fields of `predicted` that are compared, to the last digit. */
const FIELDS = ["max_partition_share", "gini", "cv", "max_key_share", "unique_keys", "records"];

/**
 * Broken contracts with random keys, and what became of them once each remedy was applied.
 *
 * @returns by kind of remedy, how often it was advised, how many predictions came true, and how many
 *   remedies meet the contract with 10 % of room; `broken` contracts, and how many have a remedy
 */
export function applyAdvice(core, { cases, seed, partitions = PARTITIONS }) {
  const random = seeded(seed);
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, { advised: 0, true: 0, roomy: 0 }]));
  let broken = 0;
  let helped = 0;
  for (let i = 0; i < cases; i++) {
    const before = caseOf(random, FAMILIES[i % FAMILIES.length], partitions);
    const { violations, remedies } = judge(core, before);
    if (violations.length === 0) continue;
    broken++;
    const applied = remedies.filter(({ kind }) => kind !== "key_code");
    if (applied.some(({ meets_contract: meets }) => meets)) helped++;
    for (const remedy of applied) compare(core, kinds[remedy.kind], before, remedy);
  }
  return { kinds, broken, helped };
}

function compare(core, count, before, remedy) {
  const after = apply(before, remedy);
  const report = judge(core, after);
  const { predicted, meets_contract: meets } = remedy;
  count.advised++;
  const isSame = FIELDS.every((field) => report[field] === predicted[field]);
  if (isSame && (report.violations.length === 0) === meets) count.true++;
  const { max_partition_share: share, max_gini: gini } = before.fields;
  if (report.max_partition_share <= 0.9 * share && report.gini <= 0.9 * gini) count.roomy++;
}

function caseOf(random, family, partitionCounts) {
  const between = (low, high) => low + (high - low) * random();
  const partitions = partitionCounts[Math.floor(random() * partitionCounts.length)];
  const size = Math.round(between(20, 3000));
  const name = Math.floor(random() * 1e6);
  const keys = Array.from({ length: size }, (_, rank) => {
    return [`k${name}-${rank}`, family === "tail" ? Math.ceil(5000 / (rank + 1)) : 1 + (rank % 3)];
  });
  const hot = () => Math.ceil(between(0.02, 0.6) * size);
  if (family === "placeholder") keys.push(["null", hot()], ["a:unknown", hot()], ["", hot()]);
  if (family === "hot") {
    const count = 1 + Math.floor(4 * random());
    for (let i = 0; i < count; i++) keys.push([`hot-${i}`, hot()]);
  }
  // Below 1.11 times an even share, no remedy can leave 10 % of room.
  const even = family === "even" ? between(1.005, 1.05) : between(1.15, 1.7);
  const max_partition_share = Math.min(1, even / partitions);
  return { fields: { partitions, max_partition_share, max_gini: between(0.02, 0.3) }, keys };
}

/** The contract and the keys once a program has done what the data says. */
function apply({ fields, keys }, { kind, keys: about = [], ways, partitions, placeholder }) {
  const named = new Set(about.map(({ key }) => key));
  if (kind === "partitions") return { fields: { ...fields, partitions }, keys };
  if (kind === "split") return { fields, keys: keys.filter(([key]) => !named.has(key)) };
  if (kind === "null_token") {
    return { fields, keys: keys.map(([key, count]) => [key === placeholder ? null : key, count]) };
  }
  const salted = ([key, count]) =>
    Array.from({ length: ways }, (_, i) => {
      return [`${key}#${i}`, Math.floor(count / ways) + (i < count % ways ? 1 : 0)];
    });
  return { fields, keys: keys.flatMap((one) => (named.has(one[0]) ? salted(one) : [one])) };
}

function judge(core, { fields, keys }) {
  const counted = keys.map(([key, count]) => ({ key, count }));
  return core.gate(fields, counted);
}

export function run(core, { days, seed }) {
  const { kinds, broken, helped } = applyAdvice(core, { cases: days, seed });
  const rows = Object.entries(kinds).map(([kind, { advised, true: right, roomy }]) => {
    return [kind, advised, right, roomy];
  });
  const header = ["remedy", "advised", "prediction true to the last digit", "with 10 % of room"];
  return [
    ...table(header, rows),
    "",
    `${broken} broken contracts, ${helped} with a remedy that meets them.`,
  ];
}
