import fc from "fast-check";
import { cases } from "./cases.ts";
import { fuzzParquet } from "./parquet.ts";
import { type Case, readFast, readSlowly } from "./reading.ts";

/** How many files were read in which way. */
export interface Tally {
  cases: number;
  /** The kernel read the rest of the file. */
  byKernel: number;
  /** The kernel left it to the reader, which refuses it. */
  refused: number;
  /** The same, but there is nothing wrong with it. */
  refusedRight: number;
  /** Of the files that the reader refuses. */
  errors: number;
}

/** Reads random files both ways. @throws Error with the smallest file that comes out differently */
export async function fuzzRows(numRuns: number, seed: number): Promise<Tally> {
  const tally: Tally = { cases: 0, byKernel: 0, refused: 0, refusedRight: 0, errors: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const slow = await readSlowly(one);
      const fast = await readFast(one);
      tally.cases++;
      if (!slow.startsWith("[")) tally.errors++;
      if (fast.outcome === "refused") tally[slow.startsWith("[") ? "refusedRight" : "refused"]++;
      else if (fast.isByKernel) tally.byKernel++;
      // What the kernel refuses is read again by the reader.
      if (fast.outcome !== "refused" && fast.outcome !== slow)
        throw new Error(shown(one, slow, fast.outcome));
    }),
    { numRuns, seed },
  );
  return tally;
}

/** The same with damaged Parquet files. */
export function fuzzPages(cases: number, seed: number) {
  let state = seed;
  // Numerical Recipes' generator.
  return fuzzParquet(cases, (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  });
}

function shown({ content, ...how }: Case, slow: string, fast: string): string {
  return `${JSON.stringify(how)}\n${JSON.stringify(content.toString("latin1"))}\nslow: ${slow}\nfast: ${fast}`;
}
