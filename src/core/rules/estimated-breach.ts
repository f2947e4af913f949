import type { Interval } from "../measures/confidence.ts";
import { percent } from "../text/format.ts";
import type { Evidence, Rule } from "./rule.ts";

type Breach = ReturnType<Rule["check"]>;

/**
 * The breach of max_window_share if its value is an estimate: a warning while the limit is in the
 * interval, and none if it is above it.
 *
 * @param breach that of the value itself, if there is one
 */
export function estimatedBreach(
  { contract, measures }: Evidence,
  { low, high }: Interval,
  breach: Breach,
): Breach {
  const limit = contract.limits.max_window_share;
  const actual = measures.maxWindowShare;
  if (limit === undefined || actual === undefined || limit >= high) return undefined;
  if (limit < low) return breach;
  const range = `${percent(low)} to ${percent(high)}`;
  const message = `in the hottest 1 % of the windows, one partition gets about ${percent(actual)} of the records or more; this is an estimate from offsets (${range}), and the limit of ${percent(limit)} is inside it`;
  return { limit, actual, message, severity: "warning" };
}
