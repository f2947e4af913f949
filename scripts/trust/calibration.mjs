// Is a p-value of at most a seen in a share a of random hashings?
import { table } from "../../bench/tables.mjs";
import { drawSample, keysByCountOf, loadsOf, seeded } from "./population.mjs";
import { percentText } from "./rates.mjs";

export const title = "Calibration of the p-value";

const LEVELS = [0.1, 0.05, 0.01, 0.005, 0.001];
const PROFILES = 40;

/**
 * Draws profiles of keys, hashes each at random `runs` times, and counts small p-values.
 *
 * @returns by method, the number of p-values and how many are at most each level
 */
export function calibrate(core, { profiles, runs, seed }) {
  const random = seeded(seed);
  const methods = { formula: newCount(), simulation: newCount() };
  for (let i = 0; i < profiles; i++) {
    const { keysByCount, counts, partitions } = profileOf(random);
    const keys = core.frequenciesOf(keysByCount, partitions);
    const pValueOf = pValues(core, keys, partitions);
    for (let run = 0; run < runs; run++) {
      const loads = loadsOf(counts, partitions, random);
      const { method, pValue } = pValueOf(core.coefficientOfVariation(loads));
      addTo(methods[method], pValue);
    }
  }
  return methods;
}

const newCount = () => ({ values: 0, atMost: LEVELS.map(() => 0) });

function profileOf(random) {
  const partitions = [3, 6, 12, 48, 100, 256][(random() * 6) | 0];
  const keys = Math.round(10 ** (1.3 + 2.2 * random()));
  const exponent = random();
  const perKey = [1, 5, 50][(random() * 3) | 0];
  const counts = drawSample({ records: keys * perKey, keys, exponent, perKey }, random);
  // In every third profile, one key has up to half of the records.
  if (random() < 1 / 3) counts[0] += Math.ceil(keys * perKey * random());
  return { keysByCount: keysByCountOf(counts), counts, partitions };
}

/** The same value every time for one CV, as discrete profiles repeat theirs. */
function pValues(core, keys, partitions) {
  const known = new Map();
  return (cv) => {
    const value = known.get(cv) ?? core.compareWithRandomHashing(keys, partitions, cv);
    known.set(cv, value);
    return value;
  };
}

function addTo(count, pValue) {
  count.values++;
  LEVELS.forEach((level, i) => {
    if (pValue <= level) count.atMost[i]++;
  });
}

export function run(core, { days, seed }) {
  const runs = Math.max(20, Math.round(days / 5));
  const methods = calibrate(core, { profiles: PROFILES, runs, seed });
  const rows = Object.entries(methods).map(([method, { values, atMost }]) => {
    return [method, values, ...atMost.map((count) => percentText(count / Math.max(1, values)))];
  });
  return table(["method", "p-values", ...LEVELS.map((level) => `p ≤ ${level}`)], rows);
}
