import { memoryBytesOf, type Resources } from "#adapters/engine/limits.ts";
import type { KeyFile } from "#adapters/find-key-files.ts";
import type { TalliedKeys } from "#adapters/key-counting.ts";
import { readKeys } from "#adapters/read-keys.ts";
import type { Incomparable, TopicBaseline } from "#core/baseline/topic-baseline.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { judge, type TopicResult } from "#core/judge.ts";
import type { KeyCounts } from "#core/keys/key-counts.ts";
import type { Case } from "#core/simulations/case.ts";
import { hashedCase } from "#core/simulations/hashed-case.ts";
import { suggestForPass } from "#core/suggestions/hints.ts";
import type { Suggestion } from "#core/suggestions/suggestion.ts";
import { printable } from "#core/text/printable.ts";
import type { TopicPlan } from "./plan.ts";

/** Receives the number of bytes read for each topic. */
interface Progress {
  read(bytes: number, topic: string): void;
  clear(): void;
}

export interface Judging {
  readonly resources: Resources;
  readonly progress: Progress;
  readonly withWhatIf?: boolean | undefined;
  /** What an earlier report says about a topic. */
  readonly beforeOf?:
    | ((contract: TopicContract) => TopicBaseline | Incomparable | undefined)
    | undefined;
}

/** Judges all topics even if one fails, so that one run reports all errors in their keys. */
export async function judgeAll(
  plans: readonly TopicPlan[],
  judging: Judging,
): Promise<TopicResult[]> {
  const results: TopicResult[] = [];
  const errors: UserError[] = [];
  for (const plan of plans) {
    try {
      results.push(await judgeOne(plan, judging));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push(error);
    } finally {
      judging.progress.clear();
    }
  }
  if (errors.length > 0) throw new UserErrors(errors);
  return results;
}

async function judgeOne(plan: TopicPlan, judging: Judging): Promise<TopicResult> {
  const { contract, files, baselineFiles } = plan;
  const isOfTwo = baselineFiles.length > 0;
  const reading = isOfTwo ? { ...judging, resources: halve(judging.resources) } : judging;
  const earlier = isOfTwo ? await read(contract, baselineFiles, reading) : undefined;
  try {
    const before =
      earlier === undefined
        ? judging.beforeOf?.(contract)
        : await beforeOfKeys(contract, baselineFiles, earlier);
    const { keys, tally, details, release } = await read(contract, files, reading);
    try {
      const whatIf = judging.withWhatIf
        ? (await import("#core/simulations/what-if.ts")).whatIf
        : undefined;
      // Most of it is needed by random samples only.
      const { sampleConfidence } =
        details?.sampling === "random" ? await import("#core/rules/sample-confidence.ts") : {};
      const schemaIdsIn = await schemaIdsOf(contract, keys);
      const options = { tally, details, before, whatIf, sampleConfidence, schemaIdsIn };
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
  { resources, progress }: Judging,
) {
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
