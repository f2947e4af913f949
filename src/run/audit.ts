import type { Resources } from "#adapters/engine/limits.ts";
import type { TalliedKeys } from "#adapters/key-counting.ts";
import { asOnCluster } from "#core/contract/as-on-cluster.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import type { UserError } from "#core/errors/user-error.ts";
import type { GateResult, UnjudgedTopic } from "#core/reports/report.ts";
import { chosenTopics } from "./contract-plan.ts";
import type { Plan, TopicPlan } from "./plan.ts";
import type { Request } from "./request.ts";
import { type GateRun, judgePlan } from "./run-gate.ts";

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
  const { chosen, errors, contractFiles, placeOf } = await chosenTopics(request);
  const topics = chosen.map(({ contract, contractFile }) => {
    return { contract, contractFile, files: [], baselineFiles: [] };
  });
  return { topics, unjudged: errors.map((error) => ({ error })), contractFiles, placeOf };
}

/** Judges the topics of a plan as they are on the cluster. */
export async function auditTopics(
  plan: Plan,
  cluster: ClusterTopics,
  run: GateRun,
): Promise<GateResult> {
  const names = [...new Set(plan.topics.map(({ contract }) => contract.topic))];
  const { partitions, unreadable } = await cluster.find(names);
  const unjudged: UnjudgedTopic[] = [...(plan.unjudged ?? [])];
  const topics: TopicPlan[] = [];
  for (const one of plan.topics) {
    const { topic, contractFile } = one.contract;
    const error = unreadable.get(topic);
    const contract = asOnCluster(one.contract, (name) => partitions.get(name));
    if (error === undefined) topics.push({ ...one, contract });
    else unjudged.push({ topic, contractFile, error });
  }
  const readTopic = (contract: TopicContract, resources: Resources) =>
    cluster.read(contract, resources);
  // A baseline of nothing that is judged would be an error of its own.
  const baselines = topics.length === 0 ? [] : (run.baselines ?? []);
  return judgePlan({ ...plan, topics, unjudged }, { ...run, baselines, readTopic });
}
