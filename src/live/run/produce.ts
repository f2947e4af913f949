import type { Deliveries, RecordProducer } from "#live/core/cluster/cluster.ts";
import type { KeyPlan } from "#live/core/traffic/key-plan.ts";
import type { RecordValues } from "#live/core/traffic/record-values.ts";
import type { LiveProgress } from "./progress.ts";

/** Records between two turns of the event loop. */
const TURN = 4096;

export interface ProduceOptions {
  readonly plan: KeyPlan;
  readonly values: RecordValues;
  readonly signal: AbortSignal;
  readonly progress: LiveProgress;
}

/** Sends a plan's records in order, and waits until each has been delivered or has failed. */
export async function produce(
  producer: RecordProducer,
  { plan, values, signal, progress }: ProduceOptions,
): Promise<Deliveries> {
  const { records } = plan;
  for (let start = 0; start < records; start += TURN) {
    signal.throwIfAborted();
    progress.step("producing", start, records);
    const end = Math.min(start + TURN, records);
    for (let i = start; i < end; i++) {
      const key = plan.key(plan.ordinalAt(i));
      while (!producer.send(key, values.value(i))) {
        signal.throwIfAborted();
        await producer.drain();
      }
    }
    // Lets signals and failure reports through.
    await new Promise(setImmediate);
  }
  const deliveries = await producer.flush(signal);
  progress.step("producing", records, records);
  return deliveries;
}
