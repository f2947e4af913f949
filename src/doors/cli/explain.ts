import { allKeysUnplaced } from "#core/errors/messages.ts";
import { UserErrors } from "#core/errors/user-error.ts";
import type { TopicResult } from "#core/judge.ts";
import { explanations } from "#core/reports/index.ts";
import { makePlan } from "#run/make-plan.ts";
import { inputsOf, whole } from "#run/plan.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { runGate } from "#run/run-gate.ts";
import type { ExplainFlags } from "./commands/explain.ts";
import type { Io } from "./io.ts";
import { deliver, parseOutputs } from "./outputs.ts";
import { Progress } from "./progress.ts";
import { requestFromFlags } from "./request.ts";
import { resourcesFromFlags } from "./resource-flags.ts";

/** Prints how the keys would spread under other settings. Judges nothing. */
export async function explain(
  contracts: readonly string[],
  options: ExplainFlags,
  io: Io,
): Promise<0> {
  const outputs = parseOutputs(options, explanations);
  const plan = whole(await makePlan(await requestFromFlags(contracts, options)));
  refuseInputs(
    outputs.flatMap(({ path }) => path ?? []),
    inputsOf(plan),
  );
  const result = await runGate(plan, {
    resources: resourcesFromFlags(options),
    progress: new Progress(io, false),
    withWhatIf: true,
  });
  refuseUnplaced(result.topics);
  await deliver(outputs, result, { showKeys: options.showKeys }, io);
  return 0;
}

/** Keys without a partition are the same under all settings. */
function refuseUnplaced(topics: readonly TopicResult[]): void {
  const errors = topics
    .filter(({ measures }) => measures.placedRecords === 0)
    .map(({ contract, measures: { records, emptyKeys } }) =>
      allKeysUnplaced(records, emptyKeys > 0).at(contract.topic),
    );
  if (errors.length > 0) throw new UserErrors(errors);
}
