// Which bad keys pass, and does the report say so? Do fair keys pass without a word?
import { table } from "../../bench/tables.mjs";
import { seeded, zipfDraw } from "./population.mjs";

export const title = "Bad keys that pass, and fair keys that are warned of";

const RECORDS = 20_000;
const CONTRACT = {
  partitions: 12,
  max_partition_share: 0.15,
  max_gini: 0.15,
  min_unique_keys: 1000,
  sample_size: RECORDS,
};
const START_MS = Date.UTC(2026, 10, 28);
const DAY_MS = 86_400_000;
const WINDOW = { window: "10m", max_window_share: 0.4 };

const hex = (random, digits) =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
const uuid = (random) => [8, 4, 4, 4, 12].map((digits) => hex(random, digits)).join("-");
const digits = (number, length) => String(number).padStart(length, "0");
/** A part of the records has this key instead of an id of its own. */
const mixed = (key, share) => (random, i) => (random() < share ? key : `user-${i}`);
const zipf = (keys, exponent, prefix) => (random) => {
  const draw = zipfDraw(keys, exponent, random);
  return () => `${prefix}${draw()}`;
};
const time = (i) => START_MS + Math.floor((i * DAY_MS) / RECORDS);
const iso = (i, length) => new Date(time(i)).toISOString().slice(0, length);

/**
 * `keyOf` gives the key of record i; `start` returns such a function for families that draw from a fixed
 * population. `fields` are added to the contract, `before` are earlier keys. `expected` is what the gate
 * must do: "red", or "said" if it passes with a hint. Others cannot be seen in one sample of keys.
 */
const bad = {
  "one key for all": { expected: "red", keyOf: () => "orders" },
  "country codes": { expected: "red", start: zipf(240, 1, "c") },
  "12 codes, one in each partition": {
    expected: "red",
    fields: { partitioner: "java-hashcode-mod" },
    keyOf: (_, i) => "ABCDEFGHIJKL"[i % 12],
  },
  "a key with 20 % of the records": { expected: "red", keyOf: mixed("acme", 0.2) },
  "tenants, Zipf 1.2": { expected: "red", start: zipf(5000, 1.2, "tenant-") },
  "ids cut to 3 hex digits": {
    expected: "red",
    fields: { min_unique_keys: 5000 },
    keyOf: (random) => hex(random, 3),
  },
  "sequential ids, java-hashcode, 32 partitions": {
    expected: "red",
    fields: { partitioner: "java-hashcode", partitions: 32, max_gini: 0.2 },
    keyOf: (_, i) => `u${digits(i % 2000, 6)}`,
  },
  "numbers in steps of 12, java-hashcode": {
    expected: "red",
    fields: { partitioner: "java-hashcode", key_type: "long" },
    keyOf: (_, i) => String(12 * i),
  },
  "clients that disagree": {
    expected: "red",
    fields: { producers: ["java", "librdkafka"] },
    keyOf: mixed("", 0),
  },
  "60 % null": { expected: "red", keyOf: mixed(null, 0.6) },
  "another format, with min_known_keys": {
    expected: "red",
    fields: { min_known_keys: 0.9 },
    before: (_, i) => `user:${i}`,
    keyOf: (_, i) => `USER-${i}`,
  },
  "minutes, with a window": {
    expected: "red",
    fields: WINDOW,
    isTimed: true,
    keyOf: (_, i) => iso(i, 16),
  },
  "batches, with a window": {
    expected: "red",
    fields: WINDOW,
    isTimed: true,
    keyOf: (_, i) => `batch-${Math.floor(i / 15)}`,
  },
  "minutes, without times": { expected: "said", keyOf: (_, i) => iso(i, 16) },
  "minute and region, without times": {
    expected: "said",
    keyOf: (_, i) => `${iso(i, 16)}|r${i % 3}`,
  },
  ...Object.fromEntries(
    ["null", "undefined", "N/A", "unknown", "0", "{}", "user:null", "t1|None"].map((token) => [
      `3 % "${token}"`,
      { expected: "said", keyOf: mixed(token, 0.03) },
    ]),
  ),
  "5 % null": { expected: "said", keyOf: mixed(null, 0.05), fields: { sample_size: 18_000 } },
  "5 % empty": { expected: "said", keyOf: mixed("", 0.05) },
  "one tenant of many": { expected: "said", keyOf: (_, i) => `tenant-17:${i}` },
  "another format": {
    expected: "said",
    before: (_, i) => `user:${i}`,
    keyOf: (_, i) => `USER-${i}`,
  },
  "deduplicated, with a baseline": {
    expected: "said",
    before: (_, i) => `user-${i % 9000}`,
    keyOf: (_, i) => `user-${i}`,
    fields: { sample_size: 9000 },
    records: 9000,
  },
  "batches, without times": { keyOf: (_, i) => `batch-${Math.floor(i / 15)}` },
  deduplicated: { keyOf: (_, i) => `user-${i}` },
  "ids cut to 4 hex digits": { keyOf: (random) => hex(random, 4) },
};

const BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const fair = {
  "order ids": (_, i) => `order-${3_000_000 + i}`,
  "numbers, 0 included": (_, i) => String(i % 4000),
  "users, -1 included": (_, i) => `user:${(i % 4000) - 1}`,
  UUIDs: uuid,
  ULIDs: (random, i) =>
    `01JDR${[...hex(random, 21)].map((one) => BASE32[parseInt(one, 16) + (i % 16)]).join("")}`,
  ObjectIds: (random, i) => `6747${digits(i, 4)}${hex(random, 16)}`,
  snowflakes: (random, i) =>
    `1${digits(8_612_345_678_900_000 + i * 4096, 18).slice(0, 17)}${Math.floor(random() * 10)}`,
  "200 tenants and an id": (_, i) => `tenant-${(i * 7919) % 200}:${i}`,
  "users, 5 records each": (random) => `user-${Math.floor(random() * 4000)}`,
  "names with none in them": (_, i) => `none-such-${i}@example.org`,
  "event ids": (random) => `evt_${hex(random, 24)}`,
};

function keysOf({ keyOf, start, isTimed, records = RECORDS }, random) {
  const one = start?.(random) ?? keyOf;
  return Array.from({ length: records }, (_, i) => {
    const key = one(random, i);
    return isTimed ? { key, count: 1, time: time(i) } : key;
  });
}

/** What a baseline shows that no rule is about. */
function changesIn({ known_keys: known, key_changed: changed, may_be_deduplicated: once } = {}) {
  return [
    ...(known?.kept_keys === 0 || changed ? ["Earlier keys are not there"] : []),
    ...(once ? ["Each key once"] : []),
  ];
}

/** @returns what the gate does with each family: verdict, ids of broken rules, and hints */
export function outcomes(core, group, seed) {
  return Object.entries(group).map(([family, one], number) => {
    const about = typeof one === "function" ? { keyOf: one } : one;
    const random = seeded(seed + number);
    const keys = keysOf(about, random);
    const baseline = about.before && keysOf({ keyOf: about.before }, random);
    const report = core.gate({ ...CONTRACT, ...about.fields }, keys, { baseline });
    const hints = [...report.suggestions, ...changesIn(report.baseline)];
    const outcome = report.verdict === "fail" ? "red" : hints.length > 0 ? "said" : "silent";
    return {
      family,
      expected: about.expected ?? "silent",
      outcome,
      rules: report.violations.map(({ rule }) => rule),
      hints,
    };
  });
}

export const families = { bad, fair };

export function run(core, { seed }) {
  const rows = Object.values(families).flatMap((some) =>
    outcomes(core, some, seed).map(({ family, outcome, rules, hints }) => {
      const lead = hints.map((hint) => hint.split(/[:.]/)[0]);
      return [family, outcome, rules.join(", "), outcome === "red" ? "" : lead.join(", ")];
    }),
  );
  return table(["keys", "outcome", "rules broken", "said"], rows);
}
