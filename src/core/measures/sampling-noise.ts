import { WINDOW_RECORDS_PER_PARTITION } from "../tally/window.ts";
import { normalMaximum } from "./normal-maximum.ts";

/** What decides how much a measure varies from sample to sample. */
export interface SampleFacts {
  readonly placedRecords: number;
  readonly uniqueKeys: number;
  /** Σf² of the keys' shares of the records, without the heavy keys: the hottest, up to ten. */
  readonly lightSquares: number;
  /** Share of the records that the heavy keys have. */
  readonly heavyShare: number;
}

/** The loads that a measure is about. */
interface Slots {
  readonly partitions: number;
  readonly consumers?: number | undefined;
}

/** How much worse a measure may be in another sample of the same population. */
interface Noise {
  /** Because the other sample is smaller. */
  readonly shift: number;
  /** Standard deviation of the difference of the two samples; an upper bound. */
  readonly deviation: number;
}

/** The other sample: what the measure is there, and its size. */
interface OtherSample {
  readonly actual: number;
  readonly records: number;
}

/** `actual` is the measure of the sample `before`. */
export type SamplingNoise = (
  actual: number,
  before: SampleFacts,
  now: OtherSample,
  slots: Slots,
) => Noise;

export const partitionShareNoise: SamplingNoise = (share, before, now, { partitions }) =>
  loadNoise(share, before, now, 1, partitions);

export const consumerShareNoise: SamplingNoise = (share, before, now, slots) => {
  const { partitions, consumers = 1 } = slots;
  return loadNoise(share, before, now, Math.ceil(partitions / consumers), partitions);
};

/**
 * The Gini coefficient G of P shares x is Σ|x_i − x_j|/(2P): its gradient has the components
 * (2·rank − P − 1)/P, so that its length is √((P² − 1)/(3P)) and no component is above 1. Light keys give
 * each share the variance Σf²/P, so the variance of G is at most Σf²·(P² − 1)/(3P²) (Poincaré's
 * inequality), and the sampling of the heavy keys adds at most their share divided by the records.
 */
export const giniNoise: SamplingNoise = (gini, before, { records }, { partitions }) => {
  const { now, added } = lightSquaresAt(before, records);
  const factor = (partitions ** 2 - 1) / (3 * partitions ** 2);
  const light = (before.lightSquares + now) * factor;
  const expected = ((partitions - 1) / partitions) ** 2 * (partitions / Math.PI) * added;
  return {
    shift: Math.sqrt(gini ** 2 + expected) - gini,
    deviation: Math.sqrt(light + before.heavyShare * bothSizes(before, records)),
  };
};

/** CV is P/√(P − 1) times the distance of the shares from 1/P, whose gradient has the length 1. */
export const cvNoise: SamplingNoise = (cv, before, { records }, { partitions }) => {
  if (partitions === 1) return { shift: 0, deviation: 0 };
  const { now, added } = lightSquaresAt(before, records);
  const factor = partitions / (partitions - 1);
  const light = (before.lightSquares + now) * factor;
  const heavy = partitions * factor * before.heavyShare * bothSizes(before, records);
  return {
    shift: Math.sqrt(cv ** 2 + partitions * added) - cv,
    deviation: Math.sqrt(light + heavy),
  };
};

/** A share of the records, each of which is drawn independently: its best estimate is from both samples. */
export const recordShareNoise: SamplingNoise = (share, { placedRecords }, { actual, records }) => ({
  shift: 0,
  deviation: pooledDeviation(share, placedRecords, actual, records),
});

/**
 * The share of one partition in a window of the fewest records that count: the percentile over all
 * windows, most of which have more records, varies less.
 */
export const windowShareNoise: SamplingNoise = (share, _, __, { partitions }) => {
  const records = WINDOW_RECORDS_PER_PARTITION * partitions;
  return { shift: 0, deviation: Math.sqrt((2 * share * (1 - share)) / records) };
};

/** The variance of a number of different keys is at most that number. */
export const uniqueKeysNoise: SamplingNoise = (keys, { placedRecords }, { records }) => ({
  shift: placedRecords === 0 ? 0 : keys * (1 - Math.min(1, records / placedRecords)),
  deviation: Math.sqrt(2 * keys),
});

/** A share of the different keys, of which both samples have about as many. */
export const keyShareNoise: SamplingNoise = (share, { uniqueKeys }, { actual }) => ({
  shift: 0,
  deviation: pooledDeviation(share, uniqueKeys, actual, uniqueKeys),
});

/** 0 if nothing is known of one of them. */
function pooledDeviation(a: number, sizeOfA: number, b: number, sizeOfB: number): number {
  if (sizeOfA === 0 || sizeOfB === 0) return 0;
  const share = (a * sizeOfA + b * sizeOfB) / (sizeOfA + sizeOfB);
  return Math.sqrt(share * (1 - share) * (1 / sizeOfA + 1 / sizeOfB));
}

/**
 * The largest of the loads of `slots / size` groups of `size` partitions. A light key is in a group with
 * the probability q, so its variance is f²·q(1 − q); that of the maximum is at most that of one load.
 */
function loadNoise(
  share: number,
  before: SampleFacts,
  { records }: OtherSample,
  size: number,
  partitions: number,
): Noise {
  const q = size / partitions;
  const { now } = lightSquaresAt(before, records);
  const [variance, varianceNow] = [before.lightSquares * q * (1 - q), now * q * (1 - q)];
  const groups = Math.ceil(partitions / size);
  const heavy = share * (1 - share) * bothSizes(before, records);
  return {
    shift: (Math.sqrt(varianceNow) - Math.sqrt(variance)) * normalMaximum(groups).mean,
    deviation: Math.sqrt(variance + varianceNow + heavy),
  };
}

/** Σf² in a sample of this many records: in a smaller one at most larger in proportion. */
function lightSquaresAt({ lightSquares, placedRecords }: SampleFacts, records: number) {
  const now = lightSquares * Math.max(1, placedRecords / records);
  return { now, added: now - lightSquares };
}

function bothSizes({ placedRecords }: SampleFacts, records: number): number {
  return 1 / Math.max(1, placedRecords) + 1 / records;
}
