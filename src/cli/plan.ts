import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { findContractFile, readContractFile } from "../adapters/contract-file.ts";
import { findKeyFiles, type KeyFile, STANDARD_INPUT } from "../adapters/find-key-files.ts";
import { unknownName } from "../catalogue.ts";
import type { KeySource, TopicContract } from "../contract/contract.ts";
import { UserError, UserErrors } from "../errors.ts";
import type { GateResult, Place } from "../reports/report.ts";
import { chooseTopics } from "./choose-topics.ts";
import { contractFromFlags } from "./contract-flags.ts";
import type { FlagValues } from "./flags.ts";
import { type KeyFormat, keyFormatFromFlags } from "./key-format-flags.ts";
import { repositoryPath } from "./repository-path.ts";
import { sharedFiles } from "./shared-files.ts";

/** What to judge: a contract and the files with its keys. */
export interface TopicPlan {
  readonly contract: TopicContract;
  readonly files: readonly KeyFile[];
  /** The keys to compare with. */
  readonly baselineFiles: readonly KeyFile[];
  /** Where the contract stands, for errors about its keys. */
  readonly where?: string | undefined;
}

export interface Plan {
  readonly topics: readonly TopicPlan[];
  /** The contract file, if there is one. */
  readonly contractFile?: string;
  readonly placeOf: GateResult["placeOf"];
}

/** Every file that is read. */
export function inputsOf({ topics, contractFile }: Plan): string[] {
  const files = topics.flatMap((one) => [...one.files, ...one.baselineFiles]);
  const paths = files.map(({ path }) => path);
  return contractFile === undefined ? paths : [contractFile, ...paths];
}

interface PlanOptions extends FlagValues {
  readonly contract?: string | undefined;
  readonly topic?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly baselineKeys?: readonly string[] | undefined;
  readonly format?: unknown;
  readonly column?: unknown;
  readonly countColumn?: unknown;
  readonly pointer?: unknown;
}

/** What the flags and the contract file ask for. */
export async function makePlan(options: PlanOptions): Promise<Plan> {
  const format = keyFormatFromFlags(options);
  const byFlags = contractFromFlags(options);
  if (byFlags !== undefined) {
    const named = namedFiles([byFlags], [byFlags], options);
    const topics = await findFiles([{ contract: byFlags }], named, ".", format);
    return { topics, placeOf: () => placeOfKeys(topics) };
  }
  const { parseContract } = await import("../contract/parse.ts");
  const contractFile = findContractFile(options.contract);
  const contract = parseContract(readContractFile(contractFile), contractFile);
  const chosen = chooseTopics(contract.topics, options.topic);
  const named = namedFiles(chosen, contract.topics, options);
  const placed = chosen.map((one) => ({
    contract: one,
    where: contract.whereIs(one.topic, one.keys.length > 0 ? "keys" : undefined),
  }));
  const topics = await findFiles(placed, named, dirname(contractFile), format);
  const file = repositoryPath(contractFile);
  const placeOf: Plan["placeOf"] = (topic, field) => {
    return { file, ...contract.regionOf(topic, field) };
  };
  return { topics, contractFile, placeOf };
}

/** Without a contract file, reports point at the first file of keys. */
function placeOfKeys(topics: readonly TopicPlan[]): Place | undefined {
  const path = topics[0]?.files[0]?.path;
  if (path === undefined || path === STANDARD_INPUT) return undefined;
  return { file: repositoryPath(path), line: 1, column: 1, endLine: 1, endColumn: 2 };
}

/** Key files by topic, as flags name them. */
interface NamedFiles {
  readonly keys: ReadonlyMap<string, KeySource[]>;
  readonly baseline: ReadonlyMap<string, KeySource[]>;
}

function namedFiles(
  chosen: readonly TopicContract[],
  all: readonly TopicContract[],
  { keys, baselineKeys }: PlanOptions,
): NamedFiles {
  const baseline = assignKeys("--baseline-keys", chosen, baselineKeys, all);
  return { keys: assignKeys("--keys", chosen, keys, all), baseline };
}

/** `--keys [TOPIC=]PATH`: the paths by topic, relative to the working directory. */
function assignKeys(
  flag: string,
  topics: readonly TopicContract[],
  keys: readonly string[] = [],
  all = topics,
): ReadonlyMap<string, KeySource[]> {
  const byTopic = new Map<string, KeySource[]>();
  for (const text of keys) {
    refuseOtherTopic(flag, topics, all, text);
    const { topic, path } = splitKeys(flag, topics, text);
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), { path }]);
  }
  return byTopic;
}

/**
 * A topic's name may hold `=`, and so may a path: what exists as it stands is a path, otherwise the
 * longest topic that fits is taken.
 */
function splitKeys(
  flag: string,
  topics: readonly TopicContract[],
  text: string,
): { topic: string; path: string } {
  const [only, another] = topics;
  const isAlone = only !== undefined && another === undefined;
  if (isAlone && existsSync(text)) return { topic: only.topic, path: text };
  const fitting = topics.filter(({ topic }) => text.startsWith(`${topic}=`));
  const [longest] = fitting.sort((a, b) => b.topic.length - a.topic.length);
  if (longest !== undefined) {
    return { topic: longest.topic, path: text.slice(longest.topic.length + 1) };
  }
  if (isAlone) return { topic: only.topic, path: text };
  const names = topics.map(({ topic }) => topic);
  if (text.includes("=")) throw unknownName("topic", text.split("=")[0] ?? "", names);
  throw new UserError({
    what: `${flag} ${text} does not say for which topic it is`,
    next: `Write ${flag} TOPIC=${text}, or choose one with --topic. Topics: ${names.slice(0, 10).join(", ")}.`,
  });
}

function refuseOtherTopic(
  flag: string,
  chosen: readonly TopicContract[],
  all: readonly TopicContract[],
  text: string,
): void {
  const fits = ({ topic }: TopicContract) => text.startsWith(`${topic}=`);
  const other = all.find((topic) => fits(topic) && !chosen.includes(topic));
  if (other === undefined || chosen.some(fits) || existsSync(text)) return;
  throw new UserError({
    what: `${flag} ${text} is for the topic ${other.topic}, which --topic leaves out`,
    next: `Leave out --topic, or the keys of ${other.topic}.`,
  });
}

async function findFiles(
  topics: readonly { contract: TopicContract; where?: string }[],
  { keys: named, baseline }: NamedFiles,
  contractFolder: string,
  format: KeyFormat,
): Promise<TopicPlan[]> {
  const plans: TopicPlan[] = [];
  const errors: UserError[] = [];
  for (const { contract, where } of topics) {
    const byFlag = named.get(contract.topic);
    const place = byFlag === undefined ? where : "--keys";
    const asFlags = (sources: readonly KeySource[]) =>
      sources.map((source) => withFormat(source, contract, format));
    try {
      const sources = byFlag === undefined ? contract.keys : asFlags(byFlag);
      if (sources.length === 0) throw noKeys(contract.topic);
      const files = await findKeyFiles(sources, byFlag === undefined ? contractFolder : ".");
      const earlier = asFlags(baseline.get(contract.topic) ?? []);
      const baselineFiles = await findKeyFiles(earlier, ".");
      plans.push({ contract, files, baselineFiles, where: place });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push(place === undefined ? error : error.at(place));
    }
  }
  errors.push(...sharedFiles(plans.map((plan) => ({ ...plan, topic: plan.contract.topic }))));
  if (errors.length > 0) throw new UserErrors(errors);
  return plans;
}

/** A path on the command line is read as the flags say, or as the contract reads its one key file. */
function withFormat({ path }: KeySource, { keys }: TopicContract, format: KeyFormat): KeySource {
  const isSaid = Object.values(format).some((value) => value !== undefined);
  if (isSaid) return { ...format, path };
  const [only, another] = keys;
  return only !== undefined && another === undefined ? { ...only, path } : { path };
}

function noKeys(topic: string): UserError {
  return new UserError({
    what: `no keys are named for the topic ${topic}`,
    next: `Add \`keys: build/keys.txt\` to it in the contract, or --keys ${topic}=build/keys.txt.`,
  });
}
