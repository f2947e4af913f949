import type { Case } from "../simulations/case.ts";
import { meansNoValue } from "../simulations/placeholder-keys.ts";
import { percent } from "../text/format.ts";
import { type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** Multiple of an even partition load from which a single key makes the spread uneven. */
const HOT_LOAD = 2;

/** One key has so many records that its partition stands out under any partition count. */
export const hotKey: Suggester = {
  id: "hot-key",
  suggest(subject) {
    const [hottest] = subject.measures.hottestKeys;
    if (hottest === undefined || !spreadIsBroken(subject)) return undefined;
    if (hottest.share <= hotShare(subject)) return undefined;
    // Advice on placeholders names its share.
    if (hottest.key.length > 0 && meansNoValue(subject, hottest)) return undefined;
    return sentenceWithKeys`Hot key: ${hottest} has ${percent(hottest.share)} of the records, so its partition has at least that share under any partition count.`;
  },
};

/** The share above which a single key breaks a limit or, if no share is limited, stands out. */
function hotShare({ contract, measures }: Case): number {
  const limits = (["max_partition_share", "max_key_share"] as const)
    .filter((rule) => contract.severity[rule] !== "off")
    .flatMap((rule) => contract.limits[rule] ?? []);
  return limits.length > 0 ? Math.min(...limits) : HOT_LOAD / measures.partitions;
}
