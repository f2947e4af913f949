// The tables of docs/choosing-limits.md.
import { table } from "../../bench/tables.mjs";

const PARTITIONS = [3, 6, 12, 24, 48, 96, 256];
const KEYS = [100, 1_000, 10_000, 100_000, 1_000_000];
const TAIL_KEYS = 20_000;
const TAIL_PARTITIONS = [6, 12, 48];
const EXPONENTS = [0, 0.5, 0.8, 1, 1.2];
/** Records of the rarest key, so that rounding them changes little. */
const RECORDS_OF_RAREST = 1_000;

const whole = (number) => number.toLocaleString("en");

/** The least limits that equally frequent keys, or keys with a heavy tail, hardly ever break. */
export function limitsTables(core) {
  return {
    "max_partition_share by keys": byKeys(core, "max_partition_share"),
    "max_gini by keys": byKeys(core, "max_gini"),
    "limits by tail": byTail(core),
  };
}

function byKeys(core, field) {
  const header = ["partitions", ...KEYS.map((keys) => `${whole(keys)} keys`)];
  const rows = PARTITIONS.map((partitions) => {
    const limits = KEYS.map((keys) => core.roundUp(core.quantileOf(field, keys, { partitions })));
    return [partitions, ...limits];
  });
  return table(header, rows);
}

function byTail(core) {
  const header = [
    "Zipf exponent",
    "hottest key",
    ...TAIL_PARTITIONS.flatMap((count) => [`share, ${count} partitions`, `Gini, ${count}`]),
  ];
  const rows = EXPONENTS.map((exponent) => {
    const keys = zipfKeys(exponent);
    const limits = TAIL_PARTITIONS.flatMap((partitions) => {
      const parts = { parts: partitions, chance: 1 / partitions };
      return [
        core.roundUp(core.shareQuantile(keys, parts, core.CHANCE_BREACH)),
        core.roundUp(core.giniQuantile(keys, partitions, core.CHANCE_BREACH)),
      ];
    });
    return [exponent, `${(100 * hottestShare(keys)).toPrecision(2)} %`, ...limits];
  });
  return table(header, rows);
}

function zipfKeys(exponent) {
  const keys = new Map();
  for (let rank = 1; rank <= TAIL_KEYS; rank++) {
    const count = Math.round(RECORDS_OF_RAREST * (TAIL_KEYS / rank) ** exponent);
    keys.set(count, (keys.get(count) ?? 0) + 1);
  }
  return keys;
}

function hottestShare(keys) {
  const records = [...keys].reduce((sum, [count, some]) => sum + count * some, 0);
  return Math.max(...keys.keys()) / records;
}
