// Do the limits that `init` proposes pass on later samples of the same population?
import { table } from "../../bench/tables.mjs";
import {
  drawSample,
  keysByCountOf,
  loadsOf,
  measuresOf,
  placeAtRandom,
  seeded,
} from "./population.mjs";
import { median, rateText, wilson } from "./rates.mjs";

export const title = "Limits proposed by init";

const PARTITIONS = [1, 3, 6, 12, 30, 48, 100, 256];
/** Goal of the rate of later samples that break a proposed limit. */
export const MOST_RED = 0.001;
const LATER_DAYS = 100;

const shapes = [
  { perKey: "once", exponent: 0 },
  ...[1, 5, 50].flatMap((perKey) => [0, 0.5, 0.8].map((exponent) => ({ perKey, exponent }))),
];

/** Populations, by records a day; keys are new every day (`fresh`) or the same. */
export function populations(records) {
  return [true, false].flatMap((isFresh) =>
    shapes
      .filter(({ perKey }) => isFresh || perKey !== "once")
      .map((shape) => ({ ...shape, records, isFresh })),
  );
}

/**
 * Draws first days, proposes limits from each, and judges `days` later days in all, with 20 % fewer
 * to 20 % more records each.
 *
 * @returns one cell for each number of partitions
 */
export function simulate(core, population, { days, seed, partitions = PARTITIONS }) {
  const random = seeded(seed);
  const cells = partitions.map((count) => newCell(population, count));
  for (let first = 0; first < days / LATER_DAYS; first++) {
    const today = sampleOf(population, 1, random);
    const starts = partitions.map((count) => startOf(core, today, count, random));
    starts.forEach((start, i) => {
      addLooseness(cells[i], start);
    });
    for (let day = 0; day < LATER_DAYS; day++) {
      const later = sampleOf(population, 0.8 + 0.4 * random(), random);
      starts.forEach((start, i) => {
        judge(core, cells[i], start, later, random);
      });
    }
  }
  return cells;
}

const newCell = (population, partitions) => {
  const red = { share: 0, gini: 0, unique: 0, records: 0 };
  return { population, partitions, days: 0, red: 0, formerRed: 0, byRule: red, starts: [] };
};

/** Fresh keys are as many as the records ask for; the same keys have more or fewer records each. */
function sampleOf({ records, perKey, exponent, isFresh }, volume, random) {
  const drawn = Math.round(records * volume);
  const keys = Math.round((isFresh ? drawn : records) / (perKey === "once" ? 1 : perKey));
  return drawSample({ records: drawn, keys, exponent, perKey }, random);
}

function startOf(core, counts, partitions, random) {
  const places = placeAtRandom(counts.length, partitions, random);
  const measures = {
    ...measuresOf(core, counts, loadsOf(counts, partitions, random, places)),
    keysByCount: keysByCountOf(counts),
  };
  return {
    places,
    limits: core.proposeLimits(measures).limits,
    former: formerLimits(core, measures),
  };
}

/** The rule before: 25 % above what is measured or what is expected of equally frequent keys. */
function formerLimits(core, measures) {
  const { partitions, uniqueKeys, records } = measures;
  const keep = (count) => Math.max(1, Math.floor(core.roundDown(0.8 * count)));
  const fewest = keep(uniqueKeys);
  const ideal = core.expectedSpread(core.equalFrequencies(fewest, partitions), partitions);
  const above = (a, b) => Math.min(1, core.roundUp(Math.max(a, b) * 1.25));
  return {
    max_partition_share: above(measures.maxPartitionShare, ideal.maxPartitionShare),
    max_gini: above(measures.gini, ideal.gini),
    min_unique_keys: fewest,
    sample_size: keep(records),
  };
}

/** The smallest hot key that breaks a limit, whatever the others: see docs/choosing-limits.md. */
export function smallestHotKey({ max_partition_share: share, max_gini: gini }, partitions) {
  if (partitions === 1) return Number.NaN;
  const even = 1 / partitions;
  return Math.min((share - even) / (1 - even), gini / (1 - even));
}

function addLooseness(cell, { limits, former }) {
  const ratio = (field) => limits[field] / former[field];
  cell.starts.push({
    share: ratio("max_partition_share"),
    gini: former.max_gini === 0 ? 1 : ratio("max_gini"),
    unique: ratio("min_unique_keys"),
    hot: smallestHotKey(limits, cell.partitions),
    formerHot: smallestHotKey(former, cell.partitions),
  });
}

function judge(core, cell, { places, limits, former }, counts, random) {
  const known = cell.population.isFresh ? undefined : places;
  const measures = measuresOf(core, counts, loadsOf(counts, cell.partitions, random, known));
  const broken = brokenRules(measures, limits);
  cell.days++;
  if (broken.length > 0) cell.red++;
  for (const rule of broken) cell.byRule[rule]++;
  if (brokenRules(measures, former).length > 0) cell.formerRed++;
}

function brokenRules({ maxPartitionShare, gini, uniqueKeys, records }, limits) {
  return [
    ...(maxPartitionShare > limits.max_partition_share ? ["share"] : []),
    ...(gini > limits.max_gini ? ["gini"] : []),
    ...(uniqueKeys < limits.min_unique_keys ? ["unique"] : []),
    ...(records < limits.sample_size ? ["records"] : []),
  ];
}

export function total(cells, of) {
  return cells.reduce((sum, cell) => sum + of(cell), 0);
}

/** Cells whose rate is certainly above the goal. */
export function aboveGoal(cells) {
  return cells.filter(({ red, days }) => wilson(red, days).low > MOST_RED);
}

export function run(core, { days, seed, log }) {
  const cells = [2000, 20_000].flatMap((records) =>
    populations(records).flatMap((population, i) => {
      log(`${records} records, population ${i + 1} of ${populations(records).length}`);
      const ofSize = records === 2000 ? days : Math.max(LATER_DAYS, Math.round(days * 0.3));
      return simulate(core, population, { days: ofSize, seed: seed + records + i });
    }),
  );
  return [...byPartitions(cells), "", ...conclusion(cells)];
}

function byPartitions(cells) {
  const header = [
    ...["partitions", "red, fresh keys", "before", "red, same keys", "before", "Gini ×", "share ×"],
    ...["unique ×", "hot key caught", "before"],
  ];
  const rows = PARTITIONS.map((count) => {
    const all = cells.filter(({ partitions }) => partitions === count);
    const kinds = [true, false].flatMap((isFresh) => {
      const some = all.filter(({ population }) => population.isFresh === isFresh);
      const days = total(some, (cell) => cell.days);
      const former = (100 * total(some, (cell) => cell.formerRed)) / days;
      return [
        rateText(
          total(some, (cell) => cell.red),
          days,
        ),
        `${former.toFixed(2)} %`,
      ];
    });
    const starts = all.flatMap((cell) => cell.starts);
    const middle = (field) => median(starts.map((start) => start[field]));
    const ratios = ["gini", "share", "unique"].map((field) => middle(field).toFixed(2));
    const hot = ["hot", "formerHot"].map((field) =>
      count === 1 ? "–" : `${(100 * middle(field)).toFixed(2)} %`,
    );
    return [count, ...kinds, ...ratios, ...hot];
  });
  return table(header, rows);
}

function conclusion(cells) {
  const days = total(cells, (cell) => cell.days);
  const worst = cells.toSorted((a, b) => b.red / b.days - a.red / a.days).slice(0, 5);
  const byRule = ["share", "gini", "unique", "records"]
    .map((rule) => `${rule} ${total(cells, (cell) => cell.byRule[rule])}`)
    .join(", ");
  return [
    `${cells.length} cells, ${days} days: red ${rateText(
      total(cells, (cell) => cell.red),
      days,
    )}; ${byRule}.`,
    `Cells certainly above ${100 * MOST_RED} %: ${aboveGoal(cells).length}. The worst:`,
    ...worst.map(({ population, partitions, red, days: own, byRule: rules }) => {
      const { records, perKey, exponent, isFresh } = population;
      const keys = isFresh ? "fresh" : "same";
      return `- ${keys} keys, ${records} records, ${perKey} a key, Zipf ${exponent}, ${partitions} partitions: ${rateText(red, own)} ${JSON.stringify(rules)}`;
    }),
  ];
}
