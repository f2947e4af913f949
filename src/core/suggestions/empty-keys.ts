import { partitionerOf } from "../tally/spec.ts";
import { percent, plural } from "../text/format.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

export const emptyKeys: Suggester = {
  id: "empty-keys",
  suggest({ contract, measures: { emptyKeys: empty, records, partitions } }) {
    if (empty === 0) return undefined;
    const partitioner = partitionerOf(contract);
    const place =
      contract.emptyKey === "unplaced"
        ? "this client treats them as records without a key"
        : `all of them go to partition ${partitioner.place(partitioner.hash(new Uint8Array(0), 0, 0), partitions)}`;
    return sentenceWithKeys`Empty keys: ${plural(empty, "record")} (${percent(empty / records, 2)}) have an empty key; ${place}. Look for a null turned into "" in the key code; if your export writes nothing for a null key, set null_token: "".`;
  },
};
