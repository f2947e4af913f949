import type { Resources } from "#adapters/engine/limits.ts";
import type { TalliedKeys } from "#adapters/key-counting.ts";
import { asOnCluster } from "#core/contract/as-on-cluster.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { type UserError, UserErrors } from "#core/errors/user-error.ts";
import type { GateResult, UnjudgedTopic } from "#core/reports/report.ts";
import { chosenTopics } from "./contract-plan.ts";
import type { Plan } from "./plan.ts";
import type { Request } from "./request.ts";
import { type GateRun, runGate } from "./run-gate.ts";

/** The topics of a cluster, for a contract to be compared with. */
export interface ClusterTopics {
  /** Partition counts of those of the topics that can be read, and why the others cannot. */
  find(topics: readonly string[]): Promise<{
    readonly partitions: ReadonlyMap<string, number>;
    readonly unreadable: ReadonlyMap<string, UserError>;
  }>;
  read(contract: TopicContract, resources: Resources): Promise<TalliedKeys>;
}

/** The topics of the contracts, without the keys that these name. */
export async function planAudit(request: Pick<Request, "contractFiles" | "topics">): Promise<Plan> {
  const { chosen, contractFiles, placeOf } = await chosenTopics(request);
  const topics = chosen.map(({ contract, contractFile }) => {
    return { contract, contractFile, files: [], baselineFiles: [] };
  });
  return { topics, contractFiles, placeOf };
}

/**
 * Judges the topics of a plan as they are on the cluster. What cannot be read is left out, with the
 * reason.
 *
 * @throws UserErrors if nothing can be read
 */
export async function auditTopics(
  plan: Plan,
  cluster: ClusterTopics,
  run: GateRun,
): Promise<GateResult> {
  const names = [...new Set(plan.topics.map(({ contract }) => contract.topic))];
  const { partitions, unreadable } = await cluster.find(names);
  const errors = new Map(unreadable);
  const onCluster = plan.topics.flatMap((one) => {
    if (unreadable.has(one.contract.topic)) return [];
    return { ...one, contract: asOnCluster(one.contract, (topic) => partitions.get(topic)) };
  });
  const judged = await judgeFound({ ...plan, topics: onCluster }, errors, {
    ...run,
    readTopic: (contract, resources) => cluster.read(contract, resources),
    onUnjudged: (topic, error) => errors.set(topic, error),
  });
  const unjudged = plan.topics.flatMap(({ contract }): UnjudgedTopic[] => {
    const { topic, contractFile } = contract;
    const error = errors.get(topic);
    return error === undefined ? [] : [{ topic, contractFile, error }];
  });
  return unjudged.length === 0 ? judged : { ...judged, unjudged };
}

/** @param errors those of topics that were not found */
async function judgeFound(
  plan: Plan,
  errors: ReadonlyMap<string, UserError>,
  run: GateRun,
): Promise<GateResult> {
  const known = [...errors.values()];
  if (plan.topics.length === 0) throw new UserErrors(known);
  try {
    return await runGate(plan, run);
  } catch (cause) {
    throw cause instanceof UserErrors ? new UserErrors([...known, ...cause.errors]) : cause;
  }
}
