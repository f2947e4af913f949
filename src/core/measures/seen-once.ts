import type { Measures } from "./measures.ts";

/** Share of the records whose key was seen once from which most keys of the topic were not seen. */
const MOSTLY_ONCE = 0.5;

/** Whether most records have a key that the sample has once. */
export function isMostlySeenOnce({ keysByCount, placedRecords }: Measures): boolean {
  return (keysByCount.get(1) ?? 0) > MOSTLY_ONCE * placedRecords;
}
