export interface Topic {
  readonly keys: number;
  readonly exponent: number;
}

export interface Coverage {
  readonly samples: number;
  /** Samples whose interval contains the topic's largest share, and its Gini coefficient. */
  readonly share: number;
  readonly gini: number;
  /** Mean absolute error of the share of records with unseen keys. */
  readonly unseen: number;
  /** Limits that samples cannot decide; those with a size that is enough; those for which it was. */
  readonly undecided: number;
  readonly named: number;
  readonly enough: number;
}

export const topics: readonly Topic[];
export function coverage(
  core: object,
  topic: Topic,
  options: {
    readonly partitions: number;
    readonly records: number;
    readonly samples: number;
    readonly seed: number;
  },
): Coverage;
