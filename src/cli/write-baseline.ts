import { reports } from "../reports/index.ts";
import { plural } from "../text/format.ts";
import { printable } from "../text/printable.ts";
import { worst } from "../verdict.ts";
import type { FlagValues } from "./flags.ts";
import type { Io } from "./io.ts";
import { judgeAll } from "./judging.ts";
import { deliver, refuseInputs } from "./outputs.ts";
import { inputsOf, makePlan } from "./plan.ts";
import { Progress } from "./progress.ts";
import { resourcesFromFlags } from "./resource-flags.ts";
import { parseShowKeys } from "./show-keys.ts";

export interface BaselineFlags extends FlagValues {
  readonly contract?: string;
  readonly topic?: string;
  readonly keys?: readonly string[];
  readonly output?: string;
  readonly showKeys?: string;
  readonly memory?: string;
  readonly threads?: string;
}

const DEFAULT_PATH = "skew_baseline.json";

/** Writes what later runs are compared with, broken rules and all. */
export async function writeBaseline(options: BaselineFlags, io: Io): Promise<0> {
  const { output: path = DEFAULT_PATH } = options;
  const showKeys = parseShowKeys(options.showKeys) ?? "hash";
  const plan = await makePlan(options);
  refuseInputs([path], inputsOf(plan));
  const topics = await judgeAll(plan.topics, {
    resources: resourcesFromFlags(options),
    progress: new Progress(io, false),
  });
  const verdict = worst(topics.map((topic) => topic.verdict));
  const result = { verdict, topics, placeOf: plan.placeOf };
  await deliver([{ format: reports.json, path }], result, { showKeys }, io);
  const broken = topics.reduce((sum, { findings }) => sum + findings.length, 0);
  const told =
    broken === 0 ? "" : `, with ${plural(broken, "broken rule")} that are known from now on`;
  io.stdout.write(`wrote ${printable(path)}: ${plural(topics.length, "topic")}${told}\n`);
  return 0;
}
