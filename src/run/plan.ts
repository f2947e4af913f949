import type { KeyFile } from "#adapters/find-key-files.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import type { Where } from "#core/errors/place.ts";
import { UserErrors } from "#core/errors/user-error.ts";
import type { GateResult, UnjudgedTopic } from "#core/reports/report.ts";

/** What to judge: a contract and the files with its keys. */
export interface TopicPlan {
  readonly contract: TopicContract;
  /** The contract's file, from the root of the repository; undefined if there is none. */
  readonly contractFile?: string | undefined;
  readonly files: readonly KeyFile[];
  /** The files with the keys to compare with. */
  readonly baselineFiles: readonly KeyFile[];
  /** Where the keys are named, for errors about them. */
  readonly where?: Where | undefined;
}

export interface Plan {
  readonly topics: readonly TopicPlan[];
  /** The paths of the contracts, if there are any. */
  readonly contractFiles: readonly string[];
  readonly placeOf: GateResult["placeOf"];
  /** Contracts and topics that cannot be judged. */
  readonly unjudged?: readonly UnjudgedTopic[];
  /** Key files of these topics. */
  readonly otherInputs?: readonly string[];
}

/** All input files. */
export function inputsOf({ topics, contractFiles, otherInputs = [] }: Plan): string[] {
  const files = topics.flatMap((one) => [...one.files, ...one.baselineFiles]);
  return [...contractFiles, ...files.map(({ path }) => path), ...otherInputs];
}

/** The plan. @throws UserErrors if something in it cannot be judged */
export function whole(plan: Plan): Plan {
  const { unjudged = [] } = plan;
  if (unjudged.length > 0) throw new UserErrors(unjudged.map(({ error }) => error));
  return plan;
}
