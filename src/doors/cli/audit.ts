import { refuseUnwritable } from "#adapters/write-files.ts";
import { auditTopics, planAudit } from "#run/audit.ts";
import { whole } from "#run/plan.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import type { AuditFlags } from "./commands/audit.ts";
import { contractsOf } from "./contract-names.ts";
import type { Io } from "./io.ts";
import { deliver, type Output, parseReports } from "./outputs.ts";
import { push } from "./push.ts";
import { resourcesFromFlags } from "./resource-flags.ts";

/**
 * Judges topics as they are on a cluster. Returns 0 if all contracts are satisfied, 1 if one is broken;
 * throws for 2.
 */
export async function audit(
  contracts: readonly string[],
  options: AuditFlags,
  io: Io,
): Promise<0 | 1> {
  const { baseline, category, failOn, pushGateway, showKeys, topic } = options;
  const outputs = parseReports(options);
  const delivery = { showKeys, category };
  const plan = await planAudit({ contractFiles: contractsOf(contracts, options), topics: topic });
  refuseOutputs(outputs, [...plan.contractFiles, options.config, baseline]);
  const { planAuditedTopics, withAuditedTopics } = await import("./live/index.ts");
  if (options.dryRun) {
    const wanted = whole(plan).topics.map((one) => one.contract);
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
  if (result.verdict === "error") {
    const { deliverIncomplete } = await import("./incomplete.ts");
    return deliverIncomplete(result, outputs, delivery, io);
  }
  await deliver(outputs, result, delivery, io);
  if (pushGateway !== undefined) await push(pushGateway, result);
  return result.verdict === "fail" ? 1 : 0;
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
