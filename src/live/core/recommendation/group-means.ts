/** The sizes of the sampled records of a group, such as a key or an hour. */
export interface SizeSums {
  readonly records: number;
  readonly bytes: number;
  /** Sum of the squares of the sizes. */
  readonly squares: number;
}

/** Mean sizes by group. */
export interface GroupMeans {
  /** Of all records. */
  readonly overall: number;
  /** Variance of a record's size within its group. */
  readonly within: number;
  /** Variance of the groups' true means; 0 if chance explains how they differ. */
  readonly between: number;
  /** The mean to expect in a group, which may have no sampled record. */
  meanOf(group: SizeSums): number;
}

/** Fewer records beyond the first of each group say nothing about how sizes vary within groups. */
const MIN_FREEDOM = 30;
/** Standard deviations above what chance explains. */
const SURE = 2;

/**
 * Mean sizes of groups from a random sample of records. A few large records make the mean of a small
 * group useless, so a group's own mean counts as much as the variance between groups exceeds that of
 * chance (DerSimonian & Laird 1986; Efron & Morris 1975). What is needed of the sizes' kurtosis is at
 * most (largest − mean)² ÷ variance.
 *
 * @param largest the largest size of a record
 */
export function groupMeans(groups: readonly SizeSums[], largest: number): GroupMeans {
  const filled = groups.filter(({ records }) => records > 0);
  const records = sum(filled, (one) => one.records);
  const overall = sum(filled, (one) => one.bytes) / (records || 1);
  const [freedom, more] = [records - filled.length, filled.length - 1];
  const inside = sum(filled, (one) => one.squares - one.bytes ** 2 / one.records);
  const within = Math.max(0, inside) / (freedom || 1);
  const outside = sum(filled, (one) => one.records * (one.bytes / one.records - overall) ** 2);
  const kurtosis = within === 0 ? 0 : (largest - overall) ** 2 / within;
  const inverse = sum(filled, (one) => 1 / one.records);
  const chance = more * within + SURE * within * Math.sqrt(2 * more + kurtosis * inverse);
  const scale = records - sum(filled, (one) => one.records ** 2) / (records || 1);
  const isKnown = freedom >= MIN_FREEDOM && scale > 0;
  const between = isKnown ? Math.max(0, outside - chance) / scale : 0;
  return {
    overall,
    within,
    between,
    meanOf({ records: count, bytes }) {
      if (between === 0 || count === 0) return overall;
      const weight = between / (between + within / count);
      return overall + weight * (bytes / count - overall);
    },
  };
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
