import type { StrategyResult } from "#live/core/analysis/analysis.ts";
import { summarizeLoads } from "#live/core/analysis/load-summary.ts";
import { type StrategyName, strategies } from "#live/core/analysis/strategies/index.ts";
import type { StrategyInput } from "#live/core/analysis/strategies/strategy.ts";
import type { LiveProgress } from "./progress.ts";

/** Runs every strategy on the same records; lets signals through in between. */
export async function simulate(
  input: StrategyInput,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: LiveProgress },
): Promise<StrategyResult[]> {
  const results: StrategyResult[] = [];
  const names = Object.keys(strategies) as StrategyName[];
  for (const strategy of names) {
    progress.step("simulating", results.length, names.length);
    await new Promise(setImmediate);
    signal.throwIfAborted();
    const { loads, note } = strategies[strategy];
    results.push({ strategy, note: note(input), ...summarizeLoads(loads(input)) });
  }
  progress.step("simulating", names.length, names.length);
  return results;
}
