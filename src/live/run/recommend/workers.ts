/**
 * Processes the items in order, several at a time.
 *
 * @param start starts a worker, which takes one item after another
 */
export async function byWorkers<Item>(
  items: readonly Item[],
  workers: number,
  start: () => Promise<{ take(item: Item): Promise<void>; end(): Promise<void> }>,
): Promise<void> {
  const rest = items.values();
  const run = async () => {
    const worker = await start();
    try {
      for (const item of rest) await worker.take(item);
    } finally {
      await worker.end();
    }
  };
  const running = Array.from({ length: Math.min(workers, items.length) }, run);
  const ended = await Promise.allSettled(running);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}
