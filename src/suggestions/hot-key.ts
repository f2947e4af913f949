import { percent } from "../text/format.ts";
import { type Suggester, sentence } from "./suggestion.ts";

/** One key carries so much that its partition breaks the limit whatever else is done. */
export const hotKey: Suggester = {
  id: "hot-key",
  suggest({ contract, measures }) {
    const [hottest] = measures.hottestKeys;
    const limit = contract.limits.max_partition_share ?? contract.limits.max_key_share;
    if (hottest === undefined || limit === undefined || hottest.share <= limit) return undefined;
    return sentence`Hot key: ${hottest} alone has ${percent(hottest.share)} of the records, so its partition has at least that much under any partition count.`;
  },
};
