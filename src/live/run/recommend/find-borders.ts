import type { Subject } from "./subject.ts";

/** Passes on the offsets of each topic at a time; nothing for a topic that fails. */
type AskOffsets = (
  subjects: readonly Subject[],
  timestampMs: number,
  take: (subject: Subject, offsets: readonly bigint[]) => void,
) => Promise<void>;

/**
 * Finds the offsets at all times, which ascend. Offsets never go back in time: where those at two
 * times are equal, those in between are the same, and brokers, which look them up in files, are not
 * asked.
 */
export async function findBorders(
  subjects: readonly Subject[],
  timesMs: readonly number[],
  ask: AskOffsets,
): Promise<void> {
  const askAt = (i: number, some: readonly Subject[]) => {
    return ask(some, timesMs[i] as number, (subject, offsets) => {
      subject.borders[i] = offsets;
    });
  };
  const between = async (low: number, high: number, some: readonly Subject[]): Promise<void> => {
    if (high - low < 2) return;
    const moving = some.filter((subject) => !areEqual(subject, low, high));
    for (const { borders } of some) {
      const offsets = borders[low];
      if (offsets !== undefined) borders.fill(offsets, low + 1, high);
    }
    if (moving.length === 0) return;
    const middle = Math.floor((low + high) / 2);
    await askAt(middle, moving);
    await Promise.all([between(low, middle, moving), between(middle, high, moving)]);
  };
  const last = timesMs.length - 1;
  await askAt(0, subjects);
  if (last > 0) await askAt(last, subjects);
  await between(0, last, subjects);
}

function areEqual({ borders }: Subject, low: number, high: number): boolean {
  const after = borders[high];
  return borders[low]?.every((offset, i) => offset === after?.[i]) ?? false;
}
