import type { Measures } from "../measures/measures.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { HEADROOM_SHARE, KEPT_SHARE, type Proposal, type ProposedLimits } from "./propose.ts";
import { LIMITS_PAGE } from "./tight-limits.ts";
import { windowField } from "./window.ts";

const BELOW = `${percent(1 - KEPT_SHARE)} fewer`;

/** For the head of a contract with proposed limits. */
export const PROPOSAL_COMMENT = [
  "# Proposed from today's keys, for later samples of at least 80 % as many records. A limit is today's",
  "# value with a margin, or what other keys as frequent as today's can give by chance if that is more.",
  `# Which limits suit your topic: ${LIMITS_PAGE}`,
];

/** What was measured, what random hashing is expected to give, and why the limit is what it is. */
export function proposalComment(
  field: keyof ProposedLimits,
  { byChance, windows }: Proposal,
  measures: Measures,
): string {
  const { expected } = measures;
  switch (field) {
    case "max_partition_share": {
      const two = (share: number) => percent(share, 2);
      const { maxPartitionShare: chance } = byChance;
      return spreadComment(measures.maxPartitionShare, expected?.maxPartitionShare, chance, two);
    }
    case "max_window_share":
      return windowComment(windows, byChance.maxWindowShare);
    case "max_gini":
      return spreadComment(measures.gini, expected?.gini, byChance.gini, decimal);
    case "min_unique_keys": {
      const kept = measures.uniqueKeys * KEPT_SHARE;
      const why = byChance.uniqueKeys < kept ? `${BELOW}, less what chance takes` : BELOW;
      return `today ${whole(measures.uniqueKeys)}; ${why}`;
    }
    case "sample_size":
      return `today ${plural(measures.placedRecords, "record")}; ${BELOW}`;
  }
}

function windowComment(windows: Proposal["windows"], chance = 1): string {
  const { share = 1, byChance } = windows ?? {};
  return spreadComment(share, byChance, chance, (one) => percent(one, 1), "in random order");
}

/** The length of measured windows, or why there is no limit on them. */
export function windowLines({ limits, windows }: Proposal): string[] {
  if (windows === undefined) return [];
  if (windows.share === undefined) return windows.sentences.map((text) => `# ${text}`);
  const { window, windowText, share, byChance = share } = windows;
  const [field, value] = windowField(window);
  if (limits.max_window_share !== undefined) {
    return [`${field}: ${value} # set it to a time in which consumers cannot catch up`];
  }
  return [
    `# No max_window_share is proposed: in windows of ${windowText}, one partition gets up to ${percent(share)} of the`,
    `# records (${percent(byChance)} in random order). If keys change with time, add an id to them.`,
  ];
}

function spreadComment(
  today: number,
  expected: number | undefined,
  chance: number,
  format: (value: number) => string,
  expectedWords = "expected",
): string {
  const isByChance = chance > today * (1 + HEADROOM_SHARE);
  const why = isByChance
    ? `up to ${format(chance)} by chance`
    : `${percent(HEADROOM_SHARE)} above today`;
  const ideal = expected === undefined ? "" : `, ${expectedWords} ${format(expected)}`;
  return `today ${format(today)}${ideal}; ${why}`;
}
