import { reports } from "#core/reports/index.ts";
import { plural } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { BASELINE_FILE } from "#run/baseline.ts";
import { inputsOf, makePlan } from "#run/plan.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { runGate } from "#run/run-gate.ts";
import type { BaselineOptions } from "./commands/baseline.ts";
import type { Io } from "./io.ts";
import { deliver } from "./outputs.ts";
import { Progress } from "./progress.ts";
import { requestFromFlags } from "./request.ts";
import { resourcesFromFlags } from "./resource-flags.ts";

/** Writes what later runs are compared with, broken rules and all. */
export async function writeBaseline(options: BaselineOptions, io: Io): Promise<0> {
  const { output: path = BASELINE_FILE, showKeys = "hash" } = options;
  const plan = await makePlan(requestFromFlags(options));
  refuseInputs([path], inputsOf(plan));
  const result = await runGate(plan, {
    resources: resourcesFromFlags(options),
    progress: new Progress(io, false),
  });
  await deliver([{ format: reports.json, path }], result, { showKeys }, io);
  const { topics } = result;
  const broken = topics.reduce((sum, { findings }) => sum + findings.length, 0);
  const told =
    broken === 0 ? "" : `, with ${plural(broken, "broken rule")} that are known from now on`;
  io.stdout.write(`wrote ${printable(path)}: ${plural(topics.length, "topic")}${told}\n`);
  return 0;
}
