import type { TopicResult } from "../judge.ts";

interface ReportedInterval {
  low: number;
  high: number;
}

/** What a random sample says about its topic, in the JSON report. Shares are 0…1. */
export interface ConfidenceReport {
  /** Left out unless the keys are a random sample. */
  confidence?: {
    level: number;
    max_partition_share: ReportedInterval;
    gini: ReportedInterval;
    gini_by_sampling: number;
    unseen_share: number;
    undecided: { rule: string; limit: number; enough_records?: number }[];
  };
}

export function confidenceReport({ confidence }: TopicResult): ConfidenceReport {
  if (confidence === undefined) return {};
  return {
    confidence: {
      level: confidence.level,
      max_partition_share: { ...confidence.maxPartitionShare },
      gini: { ...confidence.gini },
      gini_by_sampling: confidence.giniBySampling,
      unseen_share: confidence.unseenShare,
      undecided: confidence.undecided.map(({ rule, limit, enoughRecords }) => ({
        rule,
        limit,
        ...(enoughRecords === undefined ? {} : { enough_records: enoughRecords }),
      })),
    },
  };
}
