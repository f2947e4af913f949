import type { KeySource, RawKeySource, RawKeys } from "./contract.ts";

/** Where a topic's keys are, by what its contract says. */
export function keySources(keys: RawKeys | undefined): KeySource[] {
  return sourcesOf(keys).map((source) => {
    if (typeof source === "string") return { path: source };
    const { count_column, count_pointer, partition_column, time_column, bytes_column, ...same } =
      source;
    return {
      ...same,
      // `true` is refused before it could be read.
      countColumn: count_column as Exclude<typeof count_column, true>,
      countPointer: count_pointer,
      partitionColumn: partition_column,
      timeColumn: time_column,
      bytesColumn: bytes_column,
    };
  });
}

function sourcesOf(keys: RawKeys | undefined): readonly RawKeySource[] {
  if (keys === undefined) return [];
  return typeof keys === "string" || "path" in keys ? [keys] : keys;
}
