import { reports } from "#core/reports/index.ts";
import { plural } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { BASELINE_FILE } from "#run/baseline.ts";
import { makePlan } from "#run/make-plan.ts";
import { inputsOf, whole } from "#run/plan.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { runGate } from "#run/run-gate.ts";
import type { BaselineFlags } from "./commands/baseline.ts";
import type { Io } from "./io.ts";
import { deliver } from "./outputs.ts";
import { Progress } from "./progress.ts";
import { requestFromFlags } from "./request.ts";
import { resourcesFromFlags } from "./resource-flags.ts";

/** Writes a report that later runs are compared with. Broken rules are accepted as known. */
export async function writeBaseline(
  contracts: readonly string[],
  options: BaselineFlags,
  io: Io,
): Promise<0> {
  const { output: path = BASELINE_FILE, showKeys = "hash" } = options;
  const plan = whole(await makePlan(await requestFromFlags(contracts, options)));
  refuseInputs([path], inputsOf(plan));
  const result = await runGate(plan, {
    resources: resourcesFromFlags(options),
    progress: new Progress(io, false),
  });
  await deliver([{ format: reports.json, path }], result, { showKeys }, io);
  const { topics } = result;
  const broken = topics.reduce((sum, { findings }) => sum + findings.length, 0);
  const accepted = broken === 0 ? "" : `, ${plural(broken, "broken rule")} accepted as known`;
  io.stdout.write(`wrote ${printable(path)}: ${plural(topics.length, "topic")}${accepted}\n`);
  return 0;
}
