import { maxWindowShare } from "./max-window-share.ts";
import { minKnownKeys } from "./min-known-keys.ts";
import type { Evidence } from "./rule.ts";

/** The number of verdicts that the sample does not support, and why, as a clause. */
interface Doubt {
  readonly verdicts: number;
  readonly why: string;
}

/** What a verdict can depend on by chance. A new reason is a function here. */
const doubts: readonly ((evidence: Evidence) => Doubt | undefined)[] = [
  tooFewRecords,
  unknownSampling,
  unjudgedLimits,
];

/** Why a verdict may not be the topic's. */
export function doubtsOf(evidence: Evidence): Doubt[] {
  return doubts.flatMap((doubt) => doubt(evidence) ?? []);
}

function tooFewRecords({ confidence: sample }: Evidence): Doubt | undefined {
  if (sample?.doubt === undefined) return undefined;
  return { verdicts: sample.undecided.length, why: sample.doubt };
}

/** Counts may be of records that were selected in any way. */
function unknownSampling({ contract, details }: Evidence): Doubt | undefined {
  if (details === undefined || details.sampling !== undefined) return undefined;
  const fields = (["max_partition_share", "max_gini"] as const).filter(
    (rule) => contract.limits[rule] !== undefined && contract.severity[rule] !== "off",
  );
  if (fields.length === 0) return undefined;
  return {
    verdicts: fields.length,
    why: "it is not known whether the counts are of all records or of a random part: set sample: census or sample: random",
  };
}

function unjudgedLimits(evidence: Evidence): Doubt | undefined {
  const why = [maxWindowShare, minKnownKeys].flatMap((rule) => {
    const isOff = evidence.contract.severity[rule.id] === "off";
    const found = isOff ? undefined : rule.unjudged?.(evidence);
    return found === undefined ? [] : [`${rule.id} was not judged: ${found.why}`];
  });
  return why.length === 0 ? undefined : { verdicts: why.length, why: why.join("; ") };
}
