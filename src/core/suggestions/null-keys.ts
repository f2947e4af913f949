import { percent, plural } from "../text/format.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

export const nullKeys: Suggester = {
  id: "null-keys",
  suggest({ contract, measures: { nullKeys: nulls, records } }) {
    if (nulls === 0) return undefined;
    return sentenceWithKeys`Null keys: ${plural(nulls, "record")} (${percent(nulls / records, 2)}) ${nulls === 1 ? "has" : "have"} no key; clients may put them into any partition, so their order is not kept. ${contract.isRecorded ? "They are counted where they were written." : "They are not counted in the shares."}`;
  },
};
