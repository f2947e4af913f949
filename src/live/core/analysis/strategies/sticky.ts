import { seededRandom } from "#core/measures/random.ts";
import type { Strategy } from "./strategy.ts";

/** Default batch.size of Java's producer. */
const BATCH_BYTES = 16_384;
/** Of a record in a batch, besides key and value: Kafka's record format 2, about. */
const RECORD_OVERHEAD_BYTES = 8;

/**
 * The uniform sticky partitioner of Java's producer for records without a key: a random partition
 * until batch.size bytes are sent to it, then a random one again, which may be the same. Source:
 * KIP-794; that brokers slow to answer get less is left out.
 */
export const stickyStrategy: Strategy = {
  title: "sticky",
  note: ({ seed }) =>
    `a random partition for every ${BATCH_BYTES / 1024} KiB, as Java's producer does it without keys (KIP-794; seed ${seed}); a key's order is lost`,
  loads({ plan, partitions, seed, valueBytes }) {
    const random = seededRandom(seed);
    const next = () => Math.floor(random() * partitions);
    const loads = new Float64Array(partitions);
    let partition = next();
    let bytes = 0;
    for (let i = 0; i < plan.records; i++) {
      (loads[partition] as number)++;
      const keyBytes = plan.key(plan.ordinalAt(i))?.length ?? 0;
      bytes += RECORD_OVERHEAD_BYTES + keyBytes + valueBytes;
      if (bytes < BATCH_BYTES) continue;
      bytes = 0;
      partition = next();
    }
    return loads;
  },
};
