import type { StrategyResult } from "../analysis/analysis.ts";
import { summarize } from "../analysis/load-summary.ts";
import { type StrategyName, strategies } from "../analysis/strategies/index.ts";
import type { StrategyInput } from "../analysis/strategies/strategy.ts";

/** Every strategy on the same records; signals get their turn in between. */
export async function simulate(
  input: StrategyInput,
  signal: AbortSignal,
): Promise<StrategyResult[]> {
  const results: StrategyResult[] = [];
  for (const strategy of Object.keys(strategies) as StrategyName[]) {
    await new Promise(setImmediate);
    signal.throwIfAborted();
    const { loads, note } = strategies[strategy];
    results.push({ strategy, note: note(input), ...summarize(loads(input)) });
  }
  return results;
}
