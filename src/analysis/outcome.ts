import type { Analysis } from "./analysis.ts";

/** What is not as it should be, a sentence each; nothing where the cluster did what was expected. */
export function deviations({ producing, consuming, partitioners }: Analysis): string[] {
  const [first] = partitioners;
  const expected = producing.expected === undefined ? undefined : first;
  const found: readonly (readonly [number, string])[] = [
    [producing.failed, "were not delivered"],
    [consuming.missing, "were acknowledged but are not on the cluster"],
    [consuming.duplicates, "lie there twice"],
    [consuming.altered, "have another key than was sent"],
    [consuming.foreign, "were written by somebody else"],
    [expected?.differing ?? 0, `lie elsewhere than ${expected?.partitioner} puts them`],
  ];
  return found
    .filter(([records]) => records > 0)
    .map(([records, what]) => `${count(records)} ${what}`);
}

/** Whether a contract that was given holds, and the cluster did what was expected. */
export function isSound(analysis: Analysis): boolean {
  return analysis.gate?.verdict !== "fail" && deviations(analysis).length === 0;
}

function count(records: number): string {
  return records === 1 ? "1 record" : `${records} records`;
}
