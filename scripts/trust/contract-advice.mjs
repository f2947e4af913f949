// How often does chance break the limits that the warning of a tight contract advises?
import { table } from "../../bench/tables.mjs";
import { loadsOf, measuresOf, seeded } from "./population.mjs";
import { rateText } from "./rates.mjs";

export const title = "Advice on tight limits, for 2,000 equally frequent keys";

const PARTITIONS = [3, 6, 12, 48, 256];
const KEYS = 2000;
/** Limits that 2,000 keys break, as multiples of those that they satisfy. */
const TIGHTNESS = 0.7;

/** Red samples of 2,000 keys at the advised limit, and of the advised number of keys at the limit. */
export function adviceRates(core, field, partitions, { runs, seed }) {
  const satisfied = core.quantileOf(field, KEYS, { partitions });
  const even = field === "max_partition_share" ? 1 / partitions : 0;
  const limit = even + TIGHTNESS * (satisfied - even);
  const fields = { partitions, min_unique_keys: KEYS, [field]: limit };
  const [{ next }] = core.tightLimits(core.contractFromFields(fields));
  const [, raised, keys] = /to (\S+) or more, or min_unique_keys to (\d+) or/.exec(next);
  const random = seeded(seed + partitions);
  const red = (count, most) => {
    let broken = 0;
    const counts = new Float64Array(count).fill(1);
    for (let run = 0; run < runs; run++) {
      const measures = measuresOf(core, counts, loadsOf(counts, partitions, random));
      if (measureOf(field, measures) > most) broken++;
    }
    return broken;
  };
  return { raised: red(KEYS, Number(raised)), moreKeys: red(Number(keys), limit) };
}

function measureOf(field, { gini, maxPartitionShare }) {
  return field === "max_gini" ? gini : maxPartitionShare;
}

export function run(core, { days: runs, seed }) {
  const header = ["partitions"];
  const rows = PARTITIONS.map((partitions) => {
    const cells = ["max_gini", "max_partition_share"].flatMap((field) => {
      const { raised, moreKeys } = adviceRates(core, field, partitions, { runs, seed });
      return [rateText(raised, runs), rateText(moreKeys, runs)];
    });
    return [partitions, ...cells];
  });
  for (const field of ["max_gini", "max_partition_share"]) {
    header.push(`red at the advised ${field}`, "red with the advised keys");
  }
  return table(header, rows);
}
