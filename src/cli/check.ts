import type { Resources } from "../adapters/engine/limits.ts";
import { readKeys } from "../adapters/read-keys.ts";
import { unknownName } from "../catalogue.ts";
import { UserError, UserErrors } from "../errors.ts";
import { judge, type TopicResult } from "../judge.ts";
import { type ShowKeys, showKeysModes } from "../reports/key-display.ts";
import { tallySpec } from "../tally/spec.ts";
import { printable } from "../text/printable.ts";
import { worst } from "../verdict.ts";
import type { FlagValues } from "./flags.ts";
import type { Io } from "./io.ts";
import { deliver, parseOutputs, refuseInputs } from "./outputs.ts";
import { makePlan, type Plan, type TopicPlan } from "./plan.ts";
import { Progress } from "./progress.ts";
import { resourcesFromFlags } from "./resource-flags.ts";

export interface CheckOptions extends FlagValues {
  readonly contract?: string;
  readonly topic?: string;
  readonly keys?: readonly string[];
  readonly output?: readonly string[];
  readonly report?: string;
  readonly showKeys?: string;
  readonly quiet?: boolean;
  readonly memory?: string;
  readonly threads?: string;
}

/** Judges every topic asked for; 0 all contracts hold, 1 one is broken. Throws for 2. */
export async function check(options: CheckOptions, io: Io): Promise<0 | 1> {
  const showKeys = parseShowKeys(options.showKeys);
  const outputs = parseOutputs(options);
  const resources = resourcesFromFlags(options);
  const plan = await makePlan(options);
  if (options.report !== undefined) refuseManyTopics(plan);
  refuseInputs(outputs, inputsOf(plan));
  const topics = await judgeAll(plan.topics, resources, new Progress(io, options.quiet ?? false));
  const verdict = worst(topics.map((topic) => topic.verdict));
  deliver(outputs, { verdict, topics }, showKeys, io);
  return verdict === "fail" ? 1 : 0;
}

/** All topics, so that one run shows every error there is in their keys. */
async function judgeAll(
  plans: readonly TopicPlan[],
  resources: Resources,
  progress: Progress,
): Promise<TopicResult[]> {
  const results: TopicResult[] = [];
  const errors: UserError[] = [];
  for (const plan of plans) {
    try {
      results.push(await judgeOne(plan, resources, progress));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push(error);
    } finally {
      progress.clear();
    }
  }
  if (errors.length > 0) throw new UserErrors(errors);
  return results;
}

async function judgeOne(
  { contract, files }: TopicPlan,
  resources: Resources,
  progress: Progress,
): Promise<TopicResult> {
  const topic = printable(contract.topic, 60);
  const rules = { ...contract, ...tallySpec(contract) };
  const onRead = (bytes: number) => progress.read(bytes, topic);
  const { keys, tally, release } = await readKeys(files, rules, resources, onRead);
  try {
    return judge(contract, keys, tally);
  } catch (error) {
    const [first, ...others] = files.map(({ label }) => label);
    const where = others.length === 0 ? first : `${first} and ${others.length} more`;
    throw error instanceof UserError && where !== undefined ? error.at(where) : error;
  } finally {
    await release();
  }
}

function parseShowKeys(mode: string | undefined): ShowKeys | undefined {
  const known = showKeysModes.find((one) => one === mode);
  if (mode !== undefined && known === undefined)
    throw unknownName("--show-keys", mode, showKeysModes);
  return known;
}

function refuseManyTopics({ topics }: Plan): void {
  if (topics.length === 1) return;
  throw new UserError({
    what: `--report is for one topic, but there are ${topics.length}`,
    next: "Choose one with --topic, or write them all with --output json:report.json.",
  });
}

function inputsOf({ topics, contractFile }: Plan): string[] {
  const keyFiles = topics.flatMap(({ files }) => files.map(({ path }) => path));
  return contractFile === undefined ? keyFiles : [contractFile, ...keyFiles];
}
