import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { findContractFile, readContractFile } from "#adapters/contract-file.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { parseContract } from "#core/contract/parse.ts";
import { unknownName } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import {
  type ProducerPartitionerName,
  producerPartitioners,
} from "#live/core/analysis/producer-partitioner.ts";
import type { CustomPartitioner } from "#live/core/analysis/strategies/strategy.ts";
import { DEFAULTS, PARTITIONS } from "#live/core/traffic/limits.ts";
import { MIN_VALUE_BYTES } from "#live/core/traffic/record-values.ts";
import type { AnalyzeRequest } from "#live/run/analyze.ts";
import { chooseTopics } from "#run/choose-topics.ts";
import type { AnalyzeFlags } from "./analyze-flags.ts";
import { choosePlan } from "./choose-plan.ts";
import { wholeNumber } from "./whole-number.ts";

/**
 * What the flags ask for, with keys and contract read.
 *
 * @param name of a topic that nobody else has
 */
export async function analyzeRequest(flags: AnalyzeFlags, name: string): Promise<AnalyzeRequest> {
  const contract = readContract(flags);
  const partitions = choosePartitions(flags, contract);
  const seed =
    wholeNumber(flags.seed, { flag: "--seed", least: 0, most: 2 ** 32 - 1 }) ?? DEFAULTS.seed;
  const order = { seed, isOrdered: flags.ordered ?? false };
  const setting = parsePartitioner(flags.partitioner);
  const { plan, source } = await choosePlan(flags, contract, order);
  const bytes = { flag: "--value-bytes", least: MIN_VALUE_BYTES, most: 1_000_000 };
  const seconds = { flag: "--delivery-timeout", least: 1, most: 3_600 };
  const timeoutS = wholeNumber(flags.deliveryTimeout, seconds);
  const copies = { flag: "--replication-factor", least: 1, most: 100 };
  return {
    topic: {
      name: flags.topic ?? name,
      partitions,
      replicationFactor: wholeNumber(flags.replicationFactor, copies) ?? DEFAULTS.replicationFactor,
      isKept: flags.keepTopic ?? false,
    },
    plan,
    source,
    order,
    setting,
    valueBytes: wholeNumber(flags.valueBytes, bytes) ?? DEFAULTS.valueBytes,
    deliveryTimeoutMs: timeoutS === undefined ? DEFAULTS.deliveryTimeoutMs : timeoutS * 1000,
    custom: flags.custom === undefined ? undefined : await loadCustom(flags.custom),
    contract,
  };
}

function readContract({ contract, contractTopic }: AnalyzeFlags): TopicContract | undefined {
  if (contract === undefined) {
    if (contractTopic === undefined) return undefined;
    throw new UserError({
      what: "--contract-topic without --contract",
      next: "Name the contract too: --contract skew_contract.yml",
    });
  }
  const file = findContractFile(contract);
  const { topics } = parseContract(readContractFile(file), file);
  const chosen = chooseTopics(topics, contractTopic === undefined ? undefined : [contractTopic]);
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1) return only;
  throw new UserError({
    what: `the contract has ${chosen.length} topics`,
    where: { file },
    next: "Choose one with --contract-topic NAME.",
  });
}

function choosePartitions({ partitions }: AnalyzeFlags, contract: TopicContract | undefined) {
  const given = wholeNumber(partitions, { flag: "--partitions", ...PARTITIONS });
  if (given !== undefined && contract !== undefined && given !== contract.partitions) {
    throw new UserError({
      what: `--partitions ${given}, but the contract says ${contract.partitions}`,
      next: "Leave --partitions out: the topic then has as many as the contract says.",
    });
  }
  return given ?? contract?.partitions ?? PARTITIONS.otherwise;
}

function parsePartitioner(name: string = DEFAULTS.setting): ProducerPartitionerName {
  if (Object.hasOwn(producerPartitioners, name)) return name as ProducerPartitionerName;
  throw unknownName("--partitioner", name, Object.keys(producerPartitioners));
}

async function loadCustom(path: string): Promise<CustomPartitioner> {
  const next = "Write a module: export default (key, partitions) => key.length % partitions;";
  let place: unknown;
  try {
    place = (await import(pathToFileURL(resolve(path)).href)).default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new UserError(
      { what: `the module does not load: ${reason}`, where: { file: path }, next },
      { cause },
    );
  }
  if (typeof place === "function") {
    return { title: path, place: place as CustomPartitioner["place"] };
  }
  throw new UserError({ what: "its default export is no function", where: { file: path }, next });
}
