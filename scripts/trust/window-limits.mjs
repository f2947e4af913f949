// Do the limits on windows that `init` proposes pass on later samples of the same population?
import { table } from "../../bench/tables.mjs";
import {
  drawSample,
  keysByCountOf,
  loadsOf,
  measuresOf,
  placeAtRandom,
  seeded,
} from "./population.mjs";
import { rateText } from "./rates.mjs";

export const title = "Limits on windows proposed by init";

const LATER_DAYS = 20;
const populations = [1, 5, 50].flatMap((perKey) =>
  [0, 0.8].flatMap((exponent) =>
    [3, 12, 48].map((partitions) => ({ perKey, exponent, partitions })),
  ),
);

/** Samples of windows of about 15 records per partition and more, in which each record is at random. */
export function simulate(core, population, { days, seed, windows = 60 }) {
  const random = seeded(seed);
  const cell = { ...population, days: 0, red: 0, ratio: 0 };
  const perWindow = 15 * population.partitions;
  const starts = days / LATER_DAYS;
  for (let first = 0; first < starts; first++) {
    const today = dayOf(core, population, perWindow * windows, windows, random);
    const shares = sharesOf(core, today);
    const { max_window_share: limit = 1 } = core.proposeLimits(today.measures, shares).limits;
    cell.ratio += limit / shares.share / starts;
    for (let day = 0; day < LATER_DAYS; day++) {
      const records = Math.round(perWindow * windows * (0.8 + 0.4 * random()));
      const later = dayOf(core, population, records, windows, random);
      const share = percentile99(later, population.partitions);
      cell.days++;
      if (share > limit) cell.red++;
    }
  }
  return cell;
}

/** A day with fresh keys. */
function dayOf(core, { perKey, exponent, partitions }, records, windows, random) {
  const counts = drawSample(
    { records, keys: Math.round(records / perKey), exponent, perKey },
    random,
  );
  const places = placeAtRandom(counts.length, partitions, random);
  const measures = {
    ...measuresOf(core, counts, loadsOf(counts, partitions, random, places)),
    keysByCount: keysByCountOf(counts),
  };
  const loads = new Map(
    Array.from({ length: windows }, (_, i) => [i, new Float64Array(partitions)]),
  );
  counts.forEach((count, key) => {
    for (let i = 0; i < count; i++) loads.get((random() * windows) | 0)[places[key]]++;
  });
  return { measures, loads };
}

function sharesOf(core, { measures: { partitions }, loads }) {
  const window = { unit: "ms", length: 60_000 };
  return core.windowShares({ window, loads }, window, partitions);
}

/** By nearest rank, of the windows with 10 records for each partition or more. */
function percentile99({ loads }, partitions) {
  const sum = (all) => all.reduce((total, load) => total + load, 0);
  const counted = [...loads.values()].filter((one) => sum(one) >= 10 * partitions);
  const shares = counted.map((one) => Math.max(...one) / sum(one)).sort((a, b) => a - b);
  return shares.length < 20 ? 0 : shares[Math.ceil(0.99 * shares.length) - 1];
}

export function run(core, { days, seed }) {
  const cells = populations.map((one, i) => simulate(core, one, { days, seed: seed + i }));
  const rows = cells.map(({ perKey, exponent, partitions, days: all, red, ratio }) => [
    String(partitions),
    String(perKey),
    String(exponent),
    rateText(red, all),
    `${ratio.toFixed(2)} ×`,
  ]);
  return table(["partitions", "records per key", "Zipf", "red days", "limit ÷ today"], rows);
}
