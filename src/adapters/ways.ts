import { statSync } from "node:fs";
import { threadFailed } from "#core/errors/messages.ts";
import type { RowsRefused } from "./engine/rows-refused.ts";
import { type KeyFile, STANDARD_INPUT } from "./find-key-files.ts";
import type { ReadOptions } from "./key-counting.ts";

const WORTH_KERNEL_BYTES = 2 * 1024 * 1024;

/** A way to count the keys of files, of which there are faster and surer ones. */
export interface Way {
  readonly resources: ReadOptions["resources"];
  /** Who reads rows of a large file: the engine's threads, one of them from first to last, or no engine. */
  readonly rows: "by threads" | "in turn" | "by their reader";
}

/** Counts in the fastest way that works. A pipe has no second beginning, so it is read in the surest one. */
export function inWays<Result>(
  files: readonly KeyFile[],
  resources: Way["resources"],
  count: (way: Way) => Promise<Result>,
): Promise<Result> {
  const mayAgain = files.every(isRegular);
  return countIn({ resources, rows: mayAgain ? "by threads" : "by their reader" });

  async function countIn(way: Way): Promise<Result> {
    try {
      return await count(way);
    } catch (error) {
      // Told by their names: what throws them is loaded only where it is used.
      if (isNamed(error, "RowsRefused")) {
        const rows = (error as RowsRefused).mayDoInTurn ? "in turn" : "by their reader";
        return countIn({ ...way, rows });
      }
      if (!isNamed(error, "WorkerFailure")) throw error;
      if (!mayAgain) throw threadFailed(error);
      return countIn({ ...way, resources: { ...resources, threads: 1 } });
    }
  }
}

function isNamed(error: unknown, name: string): error is Error {
  return error instanceof Error && error.name === name;
}

export function isRegular({ path }: KeyFile): boolean {
  return path !== STANDARD_INPUT && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Whether the engine is sooner ready with the rows of a file than their reader. */
export function isLarge({ path }: KeyFile): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= WORTH_KERNEL_BYTES;
}
