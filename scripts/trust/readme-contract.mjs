// How often are fair keys red by the contract in the README, and by that in the recipes?
import { table } from "../../bench/tables.mjs";
import { drawSample, loadsOf, measuresOf, seeded } from "./population.mjs";
import { rateText } from "./rates.mjs";

export const title = "Fair keys judged by the contracts in the documentation";

const CONTRACTS = {
  README: { partitions: 48, share: 0.08, gini: 0.15, keys: 22_000, records: 100_000 },
  recipes: { partitions: 12, share: 0.15, gini: 0.15, keys: 1_100, records: 20_000 },
};
/** Placements of each sample: to place keys takes less time than to draw records. */
const PLACEMENTS = 20;

/** @returns how many of `runs` samples break the share or the Gini limit */
export function redSamples(core, name, { perKey, exponent }, { runs, seed }) {
  const { partitions, share, gini, keys, records } = CONTRACTS[name];
  const random = seeded(seed);
  let red = 0;
  let counts;
  const most = Math.max(records, keys * perKey);
  for (let run = 0; run < runs; run++) {
    if (run % PLACEMENTS === 0) {
      const population = { records: most, keys: Math.round(most / perKey), exponent, perKey };
      counts = drawSample(population, random);
    }
    const measures = measuresOf(core, counts, loadsOf(counts, partitions, random));
    if (measures.maxPartitionShare > share || measures.gini > gini) red++;
  }
  return red;
}

export function run(core, { days, seed }) {
  const exponents = [0, 0.5, 0.8, 1];
  const runs = Math.max(PLACEMENTS, Math.round(days / 10));
  const rows = Object.keys(CONTRACTS).flatMap((name) =>
    [1, 5, 50].map((perKey) => {
      const rates = exponents.map((exponent) =>
        rateText(redSamples(core, name, { perKey, exponent }, { runs, seed }), runs),
      );
      return [`${name}, ${perKey} a key`, ...rates];
    }),
  );
  return table(["contract", ...exponents.map((exponent) => `Zipf ${exponent}`)], rows);
}
