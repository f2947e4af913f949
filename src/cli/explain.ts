import { explanations } from "../reports/index.ts";
import { worst } from "../verdict.ts";
import type { CheckOptions } from "./check.ts";
import type { Io } from "./io.ts";
import { judgeAll } from "./judging.ts";
import { deliver, parseOutputs, refuseInputs } from "./outputs.ts";
import { inputsOf, makePlan } from "./plan.ts";
import { Progress } from "./progress.ts";
import { resourcesFromFlags } from "./resource-flags.ts";

/** Prints what the keys would do under other settings; it judges nothing. */
export async function explain(options: CheckOptions, io: Io): Promise<0> {
  const outputs = parseOutputs(options, explanations);
  const plan = await makePlan(options);
  refuseInputs(
    outputs.flatMap(({ path }) => path ?? []),
    inputsOf(plan),
  );
  const topics = await judgeAll(plan.topics, {
    resources: resourcesFromFlags(options),
    progress: new Progress(io, false),
    withWhatIf: true,
  });
  const verdict = worst(topics.map((topic) => topic.verdict));
  await deliver(outputs, { verdict, topics, placeOf: plan.placeOf }, { showKeys: undefined }, io);
  return 0;
}
