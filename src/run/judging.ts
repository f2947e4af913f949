import { memoryBytesOf, type Resources } from "#adapters/engine/limits.ts";
import type { KeyFile } from "#adapters/find-key-files.ts";
import type { TalliedKeys } from "#adapters/key-counting.ts";
import { readKeys } from "#adapters/read-keys.ts";
import type { Incomparable, TopicBaseline } from "#core/baseline/topic-baseline.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { UserError } from "#core/errors/user-error.ts";
import { judge, type TopicResult } from "#core/judge.ts";
import type { KeyCounts } from "#core/keys/key-counts.ts";
import type { GateResult, UnjudgedTopic } from "#core/reports/report.ts";
import type { Case } from "#core/simulations/case.ts";
import { hashedCase } from "#core/simulations/hashed-case.ts";
import { suggestForPass } from "#core/suggestions/hints.ts";
import type { Suggestion } from "#core/suggestions/suggestion.ts";
import { printable } from "#core/text/printable.ts";
import type { JoinedKeys } from "./joined-topics.ts";
import type { TopicPlan } from "./plan.ts";

/** Reads the keys of a topic. @throws UserError if they cannot be read */
type ReadTopic = (contract: TopicContract, resources: Resources) => Promise<TalliedKeys>;

/** Receives the number of bytes read for each topic. */
interface Progress {
  read(bytes: number, topic: string): void;
  clear(): void;
}

export interface Judging {
  readonly resources: Resources;
  readonly progress: Progress;
  readonly withWhatIf?: boolean | undefined;
  /** Reads keys that are not in files. */
  readonly readTopic?: ReadTopic | undefined;
  /** What an earlier report says about a topic. */
  readonly beforeOf?:
    | ((contract: TopicContract) => TopicBaseline | Incomparable | undefined)
    | undefined;
}

/** Judges all topics even if one fails. */
export async function judgeAll(
  plans: readonly TopicPlan[],
  judging: Judging,
): Promise<Pick<GateResult, "topics"> & Required<Pick<GateResult, "unjudged">>> {
  const outcomes = new Map<TopicPlan, TopicResult | UserError>();
  const isJoined = plans.some(({ contract }) => contract.joinedWith !== undefined);
  const joining = isJoined ? await import("./joined-topics.ts") : undefined;
  for (const group of joining?.joinedGroups(plans) ?? [plans]) {
    const joined = await joining?.readJoined(group, judging.resources, (plan, resources) =>
      read(plan.contract, plan.files, { ...judging, resources }),
    );
    try {
      for (const plan of group) outcomes.set(plan, await outcomeOf(plan, judging, joined));
    } finally {
      await joined?.release();
    }
  }
  const topics: TopicResult[] = [];
  const unjudged: UnjudgedTopic[] = [];
  for (const [{ contract }, outcome] of plans.map((one) => [one, outcomes.get(one)] as const)) {
    const { topic, contractFile } = contract;
    if (outcome instanceof UserError) unjudged.push({ topic, contractFile, error: outcome });
    else if (outcome !== undefined) topics.push(outcome);
  }
  return { topics, unjudged };
}

async function outcomeOf(
  plan: TopicPlan,
  judging: Judging,
  joined: JoinedKeys | undefined,
): Promise<TopicResult | UserError> {
  try {
    return await judgeOne(plan, judging, joined);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  } finally {
    judging.progress.clear();
  }
}

async function judgeOne(
  plan: TopicPlan,
  judging: Judging,
  joined: JoinedKeys | undefined,
): Promise<TopicResult> {
  const { contract, files, baselineFiles } = plan;
  const isOfTwo = baselineFiles.length > 0;
  const own = isOfTwo ? halve(judging.resources) : judging.resources;
  const reading = { ...judging, resources: joined?.resources ?? own };
  const earlier = isOfTwo ? await read(contract, baselineFiles, reading) : undefined;
  try {
    const before =
      earlier === undefined
        ? judging.beforeOf?.(contract)
        : await beforeOfKeys(contract, baselineFiles, earlier);
    const taken = joined?.take(plan) ?? (await read(contract, files, reading));
    const { keys, tally, details, release } = taken;
    try {
      const whatIf = judging.withWhatIf
        ? (await import("#core/simulations/what-if.ts")).whatIf
        : undefined;
      // Most of it is needed by random samples only.
      const { sampleConfidence } =
        details?.sampling === "random" ? await import("#core/rules/sample-confidence.ts") : {};
      const schemaIdsIn = await schemaIdsOf(contract, keys);
      const joins = { joinsOf: joined?.joinsOf, partners: joined?.partnersOf(plan) };
      const options = { tally, details, before, whatIf, sampleConfidence, schemaIdsIn, ...joins };
      const judged = withPlace(files, () => judge(asDisplayed(contract, keys), keys, options));
      return {
        ...judged,
        suggestions: await suggestionsFor({ ...judged, keys, sampleConfidence }),
      };
    } finally {
      await release();
    }
  } finally {
    await earlier?.release();
  }
}

/** Digests do not show ids. */
async function schemaIdsOf({ keyFrame }: TopicContract, { digests }: KeyCounts) {
  const areFramed = keyFrame === "confluent" && digests === undefined;
  return areFramed ? (await import("#core/tally/schema-ids.ts")).schemaIdsIn : undefined;
}

/** Most suggesters look for what breaks rules, so only broken ones load these. */
async function suggestionsFor(judged: Case): Promise<Suggestion[]> {
  const subject = hashedCase(judged);
  if (subject.findings.length === 0) return suggestForPass(subject);
  return (await import("#core/suggestions/index.ts")).suggest(subject);
}

async function beforeOfKeys(
  contract: TopicContract,
  files: readonly KeyFile[],
  { keys, tally, details }: TalliedKeys,
): Promise<TopicBaseline> {
  const { baselineOfKeys } = await import("#core/baseline/baseline-of-keys.ts");
  return withPlace(files, () => baselineOfKeys(contract, keys, tally, details));
}

/** Half of the memory, because two sets of keys are in memory at the same time. */
function halve(resources: Resources): Resources {
  const memoryBytes = memoryBytesOf(resources) / 2;
  return { ...resources, memoryBytes };
}

/** Digests are shown in hex, whatever type their keys had. */
function asDisplayed(contract: TopicContract, { digests }: KeyCounts): TopicContract {
  return digests === undefined
    ? contract
    : { ...contract, keyType: "bytes-hex", hashedAs: contract.keyType };
}

function read(
  contract: TopicContract,
  files: readonly KeyFile[],
  { resources, progress, readTopic }: Judging,
) {
  if (readTopic !== undefined) return readTopic(contract, resources);
  const topic = printable(contract.topic, 60);
  const onRead = (bytes: number) => progress.read(bytes, topic);
  return readKeys(files, contract, { resources, onRead });
}

/** Adds the key files to errors about the keys as a whole. */
function withPlace<Result>(files: readonly KeyFile[], action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const [first, ...others] = files.map(({ label }) => label);
    if (!(error instanceof UserError) || first === undefined) throw error;
    throw error.at(others.length === 0 ? { file: first } : `${first} and ${others.length} more`);
  }
}
