import { plural } from "#core/text/format.ts";
import type { Analysis } from "./analysis.ts";

/** Deviations from what was expected, each with its number of records. */
export function deviations({ producing, consuming, partitioners }: Analysis): string[] {
  const [first] = partitioners;
  const expected = producing.expected === undefined ? undefined : first;
  const found: readonly (readonly [number, string])[] = [
    [producing.failed, "not delivered"],
    [producing.unknown, "not reported as failed, but not on the cluster"],
    [consuming.missing, "acknowledged but not on the cluster"],
    [consuming.duplicates, "duplicated"],
    [consuming.altered, "with a different key than was sent"],
    [consuming.foreign, "not from this run"],
    [expected?.differing ?? 0, `not in the partition that ${expected?.partitioner} predicts`],
  ];
  return found
    .filter(([records]) => records > 0)
    .map(([records, what]) => `${plural(records, "record")} ${what}`);
}

/** Whether everything was as expected, and the contract, if given, is satisfied. */
export function isSound(analysis: Analysis): boolean {
  return analysis.gate?.verdict !== "fail" && deviations(analysis).length === 0;
}
