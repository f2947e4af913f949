import { seededRandom } from "#core/measures/random.ts";
import type { Strategy } from "./strategy.ts";

/** Default batch.size of Java's producer. */
const BATCH_BYTES = 16_384;
/** Approximate bytes per record besides key and value, in Kafka's record format 2. */
const RECORD_OVERHEAD_BYTES = 8;

/**
 * The uniform sticky partitioner of Java's producer for records without a key: a random partition
 * until batch.size bytes have been sent to it, then another random one, which may be the same. Source:
 * KIP-794, without its adaptation to slow brokers.
 */
export const stickyStrategy: Strategy = {
  title: "sticky",
  note: ({ seed }) =>
    `a random partition for every ${BATCH_BYTES / 1024} KiB, as in Java's producer without keys (KIP-794; seed ${seed}); the order within a key is lost`,
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
