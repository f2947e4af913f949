import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { findContractFile, readContractFile } from "../adapters/contract-file.ts";
import { findKeyFiles, type KeyFile } from "../adapters/find-key-files.ts";
import { unknownName } from "../catalogue.ts";
import type { KeySource, TopicContract } from "../contract/contract.ts";
import { UserError, UserErrors } from "../errors.ts";
import { contractFromFlags } from "./contract-flags.ts";
import type { FlagValues } from "./flags.ts";
import { type KeyFormat, keyFormatFromFlags } from "./key-format-flags.ts";
import { sharedFiles } from "./shared-files.ts";

/** What to judge: a contract and the files with its keys. */
export interface TopicPlan {
  readonly contract: TopicContract;
  readonly files: readonly KeyFile[];
  /** Where the contract stands, for errors about its keys. */
  readonly where?: string | undefined;
}

export interface Plan {
  readonly topics: readonly TopicPlan[];
  /** The contract file, if there is one. */
  readonly contractFile?: string;
}

interface PlanOptions extends FlagValues {
  readonly contract?: string | undefined;
  readonly topic?: string | undefined;
  readonly keys?: readonly string[] | undefined;
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
    const named = assignKeys([byFlags], options.keys);
    const files = await findFiles([{ contract: byFlags }], named, ".", format);
    return { topics: files };
  }
  const { parseContract } = await import("../contract/parse.ts");
  const contractFile = findContractFile(options.contract);
  const contract = parseContract(readContractFile(contractFile), contractFile);
  const chosen = chooseTopics(contract.topics, options.topic);
  const named = assignKeys(chosen, options.keys, contract.topics);
  const placed = chosen.map((one) => ({
    contract: one,
    where: contract.whereIs(one.topic, one.keys.length > 0 ? "keys" : undefined),
  }));
  const folder = dirname(contractFile);
  return { topics: await findFiles(placed, named, folder, format), contractFile };
}

function chooseTopics(topics: readonly TopicContract[], wanted: string | undefined) {
  if (wanted === undefined) return topics;
  const chosen = topics.filter(({ topic }) => topic === wanted);
  if (chosen.length === 0)
    throw unknownName(
      "topic",
      wanted,
      topics.map(({ topic }) => topic),
    );
  return chosen;
}

/** `--keys [TOPIC=]PATH`: the paths by topic, relative to the working directory. */
function assignKeys(
  topics: readonly TopicContract[],
  keys: readonly string[] = [],
  all = topics,
): ReadonlyMap<string, KeySource[]> {
  const byTopic = new Map<string, KeySource[]>();
  for (const text of keys) {
    refuseOtherTopic(topics, all, text);
    const { topic, path } = splitKeys(topics, text);
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), { path }]);
  }
  return byTopic;
}

/**
 * A topic's name may hold `=`, and so may a path: what exists as it stands is a path, otherwise the
 * longest topic that fits is taken.
 */
function splitKeys(
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
    what: `--keys ${text} does not say for which topic it is`,
    next: `Write --keys TOPIC=${text}, or choose one with --topic. Topics: ${names.slice(0, 10).join(", ")}.`,
  });
}

function refuseOtherTopic(
  chosen: readonly TopicContract[],
  all: readonly TopicContract[],
  text: string,
): void {
  const fits = ({ topic }: TopicContract) => text.startsWith(`${topic}=`);
  const other = all.find((topic) => fits(topic) && !chosen.includes(topic));
  if (other === undefined || chosen.some(fits) || existsSync(text)) return;
  throw new UserError({
    what: `--keys ${text} is for the topic ${other.topic}, which --topic leaves out`,
    next: `Leave out --topic, or the keys of ${other.topic}.`,
  });
}

async function findFiles(
  topics: readonly { contract: TopicContract; where?: string }[],
  named: ReadonlyMap<string, KeySource[]>,
  contractFolder: string,
  format: KeyFormat,
): Promise<TopicPlan[]> {
  const plans: TopicPlan[] = [];
  const errors: UserError[] = [];
  for (const { contract, where } of topics) {
    const byFlag = named.get(contract.topic);
    const place = byFlag === undefined ? where : "--keys";
    try {
      const sources =
        byFlag?.map((source) => withFormat(source, contract, format)) ?? contract.keys;
      if (sources.length === 0) throw noKeys(contract.topic);
      const files = await findKeyFiles(sources, byFlag === undefined ? contractFolder : ".");
      plans.push({ contract, files, where: place });
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
