import { partitionFor } from "#core/partition-for.ts";
import { addInTurn, loadsByKey, type Strategy } from "./strategy.ts";

/** Kafka's default for records with a key. */
export const murmur2Strategy: Strategy = {
  title: "murmur2",
  note: ({ plan }) => {
    const keyless = plan.nullRecords === 0 ? "" : "; records without a key in rotation";
    return `the key's murmur2 hash, as in Java's producer${keyless}`;
  },
  loads(input) {
    const { plan, partitions } = input;
    const keyed = loadsByKey(input, (key) =>
      key === null ? undefined : partitionFor(key, partitions),
    );
    return addInTurn(keyed, plan.nullRecords);
  },
};
