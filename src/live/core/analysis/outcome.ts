import { plural } from "#core/text/format.ts";
import type { Analysis } from "./analysis.ts";

/** What is not as it should be, each with its number; nothing where the cluster did what was expected. */
export function deviations({ producing, consuming, partitioners }: Analysis): string[] {
  const [first] = partitioners;
  const expected = producing.expected === undefined ? undefined : first;
  const found: readonly (readonly [number, string])[] = [
    [producing.failed, "not delivered"],
    [producing.unknown, "neither reported as failed nor on the cluster"],
    [consuming.missing, "acknowledged but not on the cluster"],
    [consuming.duplicates, "there twice"],
    [consuming.altered, "with another key than was sent"],
    [consuming.foreign, "written by somebody else"],
    [expected?.differing ?? 0, `elsewhere than ${expected?.partitioner} puts them`],
  ];
  return found
    .filter(([records]) => records > 0)
    .map(([records, what]) => `${plural(records, "record")} ${what}`);
}

/** Whether a contract that was given holds, and the cluster did what was expected. */
export function isSound(analysis: Analysis): boolean {
  return analysis.gate?.verdict !== "fail" && deviations(analysis).length === 0;
}
