import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { findContractFile, readContractFile } from "#adapters/contract-file.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { parseContract } from "#core/contract/parse.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { CustomPartitioner } from "#live/core/analysis/strategies/strategy.ts";
import { DEFAULTS, PARTITIONS } from "#live/core/traffic/limits.ts";
import type { AnalyzeRequest } from "#live/run/analyze.ts";
import { chooseTopics } from "#run/choose-topics.ts";
import type { AnalyzeFlags } from "../commands/analyze.ts";
import { choosePlan } from "./choose-plan.ts";

/**
 * The request that the flags describe, with keys and contract read.
 *
 * @param name a unique topic name, used if the flags do not name a topic
 */
export async function analyzeRequestFromFlags(
  flags: AnalyzeFlags,
  name: string,
): Promise<AnalyzeRequest> {
  const contract = await readContract(flags);
  const partitions = choosePartitions(flags, contract);
  const { seed = DEFAULTS.seed, deliveryTimeout, maxRate } = flags;
  const order = { seed, isOrdered: flags.ordered ?? false };
  const { plan, source } = await choosePlan(flags, contract, order);
  return {
    topic: {
      name: flags.topic ?? name,
      partitions,
      replicationFactor: flags.replicationFactor ?? DEFAULTS.replicationFactor,
      isKept: flags.keepTopic ?? false,
    },
    plan,
    source,
    order,
    setting: flags.partitioner ?? DEFAULTS.setting,
    valueBytes: flags.valueBytes ?? DEFAULTS.valueBytes,
    deliveryTimeoutMs:
      deliveryTimeout === undefined
        ? DEFAULTS.deliveryTimeoutMs
        : Math.round(deliveryTimeout * 1000),
    maxBytesPerSecond: maxRate ?? DEFAULTS.maxBytesPerSecond,
    custom: flags.custom === undefined ? undefined : await loadCustom(flags.custom),
    contract,
  };
}

async function readContract({
  contract,
  contractTopic,
}: AnalyzeFlags): Promise<TopicContract | undefined> {
  if (contract === undefined) {
    if (contractTopic === undefined) return undefined;
    throw new UserError({
      what: "--contract-topic cannot be used without --contract",
      next: "Name the contract too: --contract skew_contract.yml",
    });
  }
  const file = findContractFile(contract);
  const { topics } = parseContract(readContractFile(file), file);
  const wanted = contractTopic === undefined ? undefined : [contractTopic];
  const chosen = await chooseTopics(topics, wanted, ({ topic }) => topic);
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1) return only;
  throw new UserError({
    what: `the contract has ${chosen.length} topics`,
    where: { file },
    next: "Choose one with --contract-topic NAME.",
  });
}

function choosePartitions(
  { partitions: given }: AnalyzeFlags,
  contract: TopicContract | undefined,
) {
  if (given !== undefined && contract !== undefined && given !== contract.partitions) {
    throw new UserError({
      what: `--partitions is ${given}, but the contract says ${contract.partitions}`,
      next: "Leave out --partitions to use the contract's partition count.",
    });
  }
  return given ?? contract?.partitions ?? PARTITIONS.otherwise;
}

async function loadCustom(path: string): Promise<CustomPartitioner> {
  const next =
    "Write a module like this: export default (key, partitions) => key.length % partitions;";
  let place: unknown;
  try {
    place = (await import(pathToFileURL(resolve(path)).href)).default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new UserError(
      { what: `the module cannot be loaded: ${reason}`, where: { file: path }, next },
      { cause },
    );
  }
  if (typeof place === "function") {
    return { title: path, place: place as CustomPartitioner["place"] };
  }
  throw new UserError({
    what: "its default export is not a function",
    where: { file: path },
    next,
  });
}
