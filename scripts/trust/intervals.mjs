// Do the intervals contain the topic's values, and are the records that reports ask for enough?
import { table } from "../../bench/tables.mjs";
import { keysByCountOf, loadsOf, placeAtRandom, seeded, zipfDraw } from "./population.mjs";
import { percentText, rateText } from "./rates.mjs";

export const title = "Intervals of random samples";

const PARTITIONS = [2, 3, 12, 48, 256];
const RECORDS = [200, 2000, 20_000];
/** Limits, as multiples of an equal share and as Gini coefficients. */
const LIMITS = { max_partition_share: [1.3, 1.7, 2.5, 4], max_gini: [0.05, 0.1, 0.15, 0.25, 0.5] };

/** Topics by the number of their keys and the Zipf exponent of their frequencies. */
export const topics = [
  { keys: 300_000, exponent: 0 },
  { keys: 300_000, exponent: 0.8 },
  { keys: 5000, exponent: 1 },
  { keys: 1000, exponent: 0.5 },
  { keys: 40, exponent: 0 },
];

/** Draws random samples of a topic, and counts the intervals that contain its values. */
export function coverage(core, { keys, exponent }, { partitions, records, samples, seed }) {
  const random = seeded(seed);
  const topic = topicOf({ keys, exponent, partitions }, random);
  const found = { samples, share: 0, gini: 0, unseen: 0, undecided: 0, named: 0, enough: 0 };
  for (let i = 0; i < samples; i++) {
    const sample = drawFrom(core, topic, records);
    const { maxPartitionShare, gini, unseenShare } = core.confidenceOf(sample);
    if (contains(maxPartitionShare, topic.share)) found.share++;
    if (contains(gini, topic.gini)) found.gini++;
    found.unseen += Math.abs(unseenShare - topic.unseenBy(sample.counts)) / samples;
    if (i < samples / 10) addLimits(core, found, topic, sample);
  }
  return found;
}

const contains = ({ low, high }, value) => low <= value && value <= high;

function topicOf({ keys, exponent, partitions }, random) {
  const weights = Float64Array.from({ length: keys }, (_, i) => (i + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const places = placeAtRandom(keys, partitions, random);
  const loads = loadsOf(weights, partitions, random, places).map((load) => load / total);
  const unseenBy = (counts) =>
    weights.reduce((sum, weight, key) => sum + (counts[key] === 0 ? weight : 0), 0) / total;
  const share = loads.reduce((most, load) => Math.max(most, load), 0);
  return { keys, places, share, loads, unseenBy, draw: zipfDraw(keys, exponent, random) };
}

function drawFrom(core, topic, records) {
  topic.gini ??= core.gini(topic.loads);
  const counts = new Float64Array(topic.keys);
  for (let i = 0; i < records; i++) counts[topic.draw()]++;
  const partitionCounts = loadsOf(counts, topic.loads.length, undefined, topic.places);
  return {
    counts,
    partitions: topic.loads.length,
    placedRecords: records,
    keyRecords: records,
    keysByCount: keysByCountOf(counts),
    partitionCounts,
    maxPartitionShare: partitionCounts.reduce((most, load) => Math.max(most, load), 0) / records,
    gini: core.gini(partitionCounts),
  };
}

/** Limits that the sample cannot decide, and whether a sample of the size that it names can. */
function addLimits(core, found, topic, sample) {
  const even = 1 / topic.loads.length;
  for (const [rule, values] of Object.entries(LIMITS)) {
    for (const value of values) {
      const limit = rule === "max_gini" ? value : Math.min(0.99, value * even);
      const [undecided] = undecidedBy(core, sample, { [rule]: limit });
      if (undecided === undefined) continue;
      found.undecided++;
      const { enoughRecords } = undecided;
      if (enoughRecords === undefined || enoughRecords > 1e5) continue;
      found.named++;
      const larger = drawFrom(core, topic, enoughRecords);
      if (undecidedBy(core, larger, { [rule]: limit }).length === 0) found.enough++;
    }
  }
}

function undecidedBy(core, measures, limits) {
  return core.sampleConfidence({ contract: { limits, severity: {} }, measures }).undecided;
}

export function run(core, { days, seed, log }) {
  const samples = Math.max(40, Math.round(days / 5));
  const rows = RECORDS.flatMap((records) =>
    PARTITIONS.map((partitions) => {
      log(`${records} records, ${partitions} partitions`);
      const cells = topics.map((topic, i) =>
        coverage(core, topic, { partitions, records, samples, seed: seed + records + i }),
      );
      return rowOf(records, partitions, cells);
    }),
  );
  const header = [
    ...["records", "partitions", "share in its interval", "Gini in its interval"],
    ...["least", "unseen share, mean error", "named size is enough"],
  ];
  return table(header, rows);
}

function rowOf(records, partitions, cells) {
  const sum = (field) => cells.reduce((all, cell) => all + cell[field], 0);
  const samples = sum("samples");
  const least = Math.min(...cells.flatMap((cell) => [cell.share, cell.gini])) / cells[0].samples;
  return [
    records,
    partitions,
    rateText(sum("share"), samples),
    rateText(sum("gini"), samples),
    percentText(least),
    percentText(sum("unseen") / cells.length),
    `${sum("enough")} of ${sum("named")}`,
  ];
}
