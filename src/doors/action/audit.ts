import { UserError } from "#core/errors/user-error.ts";
import { auditTopics, planAudit } from "#run/audit.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { pathsOf, planFiles } from "./files.ts";
import { type Judged, someJudged } from "./judged.ts";
import { log, withLog, wordsOf } from "./live-log.ts";
import type { Step } from "./step.ts";

/**
 * Judges the topics of a cluster by the contract.
 *
 * @throws UserError if nothing can be judged
 */
export async function auditFromInputs({ inputs, env }: Step): Promise<Judged> {
  const { contracts: contractFiles, topics, failOn, baseline, flags = [] } = inputs;
  const files = planFiles(inputs, env);
  const plan = await planAudit({ contractFiles, topics });
  refuseInputs(pathsOf(files), [
    ...plan.contractFiles,
    ...(baseline === undefined ? [] : [baseline]),
  ]);
  const { withTopicsByArgs } = await import("#doors/cli/live/index.ts");
  // The checked-out code must not choose which cluster gets the credentials.
  const args = ["--no-env-file", ...flags.flatMap(wordsOf)];
  const io = { stdout: log, stderr: log, env };
  const run = {
    failOn,
    baselines: baseline === undefined ? [] : [{ file: baseline }],
    resources: {},
    progress: { read() {}, clear() {} },
    withWhatIf: files.html !== undefined,
  };
  const result = await withLog(
    () => withTopicsByArgs(args, io, (cluster) => auditTopics(plan, cluster, run)),
    interrupted,
  );
  return { result: someJudged(result), files, loosened: [] };
}

function interrupted(cause: Error): UserError {
  const next = "Nothing was changed on the cluster: an audit only reads.";
  return new UserError({ what: `the audit was ${cause.message}`, next }, { cause });
}
