import type { TallySpec } from "#core/tally/spec.ts";
import { type Tally, tallyKeys } from "#core/tally/tally.ts";
import type { Counter } from "./counter.ts";
import type { LineBuffer } from "./line-buffer.ts";
import { countRanges, type LineFile } from "./line-ranges.ts";
import { countRowGroups, type ParquetFile } from "./parquet-groups.ts";
import { type Parts, partBlocks } from "./part-blocks.ts";
import { type CountedRows, countRowRanges, isRowFile, type RowFile } from "./row-ranges.ts";
import { control } from "./shared-memory.ts";
import type { SpillRun } from "./spill-file.ts";
import { countFeeds } from "./stream-feeds.ts";

/** What all threads do at the same time, each with its own counter. */
export type Job =
  | { readonly do: "count-ranges"; readonly file: LineFile | RowFile }
  | { readonly do: "count-row-groups"; readonly file: ParquetFile }
  | { readonly do: "count-feeds" }
  | { readonly do: "finish" }
  | { readonly do: "spill" }
  | { readonly do: "tally"; readonly spec: TallySpec; readonly parts: Parts };

/** The content of a thread's parts after finish or spill. */
export interface Finished {
  readonly runs: readonly (readonly SpillRun[])[];
  readonly spilledEntries: Float64Array;
  readonly longKeys: readonly (readonly [key: Uint8Array, records: number])[];
}

type Outcome = Finished | Tally | CountedRows | Omit<CountedRows, "ranges"> | undefined;

/** Does this thread's share of a job. */
export function work(
  job: Job,
  counter: Counter,
  buffer: LineBuffer,
  onRead: (bytes: number) => void,
): Outcome | Promise<Outcome> {
  const words = counter.memory.shared.control;
  switch (job.do) {
    case "count-ranges":
      if (isRowFile(job.file)) return countRowRanges(job.file, counter, buffer, onRead);
      countRanges(job.file, buffer, words, onRead);
      return undefined;
    case "count-row-groups":
      return countRowGroups(job.file, counter, buffer, onRead);
    case "count-feeds":
      countFeeds(counter);
      return undefined;
    case "finish":
      counter.finish();
      return partsOf(counter);
    case "spill":
      counter.budget.spill();
      return partsOf(counter);
    case "tally": {
      const next = () => Atomics.add(words, control.nextParts, 1);
      return tallyKeys({ blocks: () => partBlocks(counter, job.parts, next) }, job.spec);
    }
  }
}

function partsOf({ budget, longKeys }: Counter): Finished {
  const long = [...longKeys.blocks()].flatMap(({ bytes, starts, ends, counts }) =>
    Array.from(counts, (count, i) => [bytes.slice(starts[i], ends[i]), count] as const),
  );
  return { runs: budget.runs, spilledEntries: budget.spilledEntries, longKeys: long };
}
