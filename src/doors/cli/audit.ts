import { refuseUnwritable } from "#adapters/write-files.ts";
import { UserErrors } from "#core/errors/user-error.ts";
import { reports } from "#core/reports/index.ts";
import type { GateResult } from "#core/reports/report.ts";
import { auditTopics, planAudit } from "#run/audit.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import type { AuditFlags } from "./commands/audit.ts";
import { contractsOf } from "./contract-names.ts";
import { type Io, isForPerson } from "./io.ts";
import { deliver, type Output, parseReports } from "./outputs.ts";
import { push } from "./push.ts";
import { resourcesFromFlags } from "./resource-flags.ts";
import { showError } from "./show-error.ts";

/**
 * Judges topics as they are on a cluster. Returns 0 if all contracts are satisfied, 1 if one is broken,
 * 2 if a topic could not be judged; throws for 2 if none could.
 */
export async function audit(
  contracts: readonly string[],
  options: AuditFlags,
  io: Io,
): Promise<0 | 1 | 2> {
  const { baseline, category, failOn, pushGateway, showKeys, topic } = options;
  const outputs = parseReports(options);
  const plan = await planAudit({ contractFiles: contractsOf(contracts, options), topics: topic });
  refuseOutputs(outputs, [...plan.contractFiles, options.config, baseline]);
  const { planAuditedTopics, withAuditedTopics } = await import("./live/index.ts");
  if (options.dryRun) {
    const wanted = plan.topics.map((one) => one.contract);
    await planAuditedTopics(wanted, options, io);
    return 0;
  }
  const result = await withAuditedTopics(options, io, (topics) =>
    auditTopics(plan, topics, {
      failOn,
      baselines: baseline === undefined ? [] : [{ file: baseline }],
      resources: resourcesFromFlags(options),
      progress: { read() {}, clear() {} },
      withWhatIf: outputs.some(({ format }) => format.wantsWhatIf),
    }),
  );
  await deliver(outputsOf(result, outputs), result, { showKeys, category }, io);
  if (pushGateway !== undefined) await push(pushGateway, result);
  return exitCodeOf(result, io);
}

/** @throws UserError before a cluster is contacted */
function refuseOutputs(outputs: readonly Output[], inputs: readonly (string | undefined)[]): void {
  const paths = outputs.flatMap(({ path }) => path ?? []);
  refuseInputs(
    paths,
    inputs.filter((one) => one !== undefined),
  );
  refuseUnwritable(paths);
}

/** Uploaded SARIF without the topics that were not judged would close their alerts. */
function outputsOf({ unjudged }: GateResult, outputs: readonly Output[]): readonly Output[] {
  if (unjudged === undefined) return outputs;
  return outputs.filter(({ format }) => format !== reports.sarif);
}

/** What was not judged is never 0, and more than a broken contract. */
function exitCodeOf({ verdict, unjudged = [] }: GateResult, io: Io): 0 | 1 | 2 {
  if (unjudged.length === 0) return verdict === "fail" ? 1 : 0;
  const errors = new UserErrors(unjudged.map(({ error }) => error));
  showError(errors, io, isForPerson(io.stderr, io.env));
  return 2;
}
