import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { findContractFile, readContractFile } from "../../adapters/contract-file.ts";
import { findKeyFiles } from "../../adapters/find-key-files.ts";
import { readKeys } from "../../adapters/read-keys.ts";
import {
  type ProducerPartitionerName,
  producerPartitioners,
} from "../../analysis/producer-partitioner.ts";
import type { CustomPartitioner } from "../../analysis/strategies/strategy.ts";
import { noRecords, unknownName } from "../../catalogue.ts";
import type { TopicContract } from "../../contract/contract.ts";
import { parseContract } from "../../contract/parse.ts";
import { UserError } from "../../errors.ts";
import type { AnalyzeRequest } from "../../live/analyze.ts";
import { chooseTopics } from "../../run/choose-topics.ts";
import { tallySpec } from "../../tally/spec.ts";
import type { KeyPlan, PlanOrder } from "../../traffic/key-plan.ts";
import { MIN_VALUE_BYTES } from "../../traffic/record-values.ts";
import { sampledPlan } from "../../traffic/sampled-plan.ts";
import { type SimulationName, simulations } from "../../traffic/simulations.ts";
import { contractFromFlags } from "../contract-flags.ts";
import type { FlagValues } from "../flags.ts";
import { keyFormatFromFlags } from "../key-format-flags.ts";
import { wholeNumber } from "./whole-number.ts";

export interface AnalyzeFlags extends FlagValues {
  readonly bootstrap?: string;
  readonly config?: string;
  readonly cluster?: string;
  readonly noEnvFile?: boolean;
  readonly simulation?: string;
  readonly keyPattern?: readonly string[];
  readonly keys?: readonly string[];
  readonly records?: string;
  readonly partitions?: string;
  readonly partitioner?: string;
  readonly replicationFactor?: string;
  readonly valueBytes?: string;
  readonly seed?: string;
  readonly ordered?: boolean;
  readonly custom?: string;
  readonly output?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly topic?: string;
  readonly keepTopic?: boolean;
  readonly deliveryTimeout?: string;
  readonly contract?: string;
  readonly contractTopic?: string;
  readonly keyType?: string;
  readonly nullToken?: string;
  readonly format?: string;
}

const DEFAULT_PARTITIONS = 6;
const DEFAULT_RECORDS = 100_000;
const MIN_RECORDS = 10;
const MAX_RECORDS = 10_000_000;
/** More than any one topic of a cluster has. */
const MAX_PARTITIONS = 100_000;
const CLUSTER_DEFAULT = -1;

/**
 * What the flags ask for, with keys and contract read.
 *
 * @param name of a topic that nobody else has
 */
export async function analyzeRequest(flags: AnalyzeFlags, name: string): Promise<AnalyzeRequest> {
  const contract = readContract(flags);
  const partitions = choosePartitions(flags, contract);
  const seed = wholeNumber(flags.seed, { flag: "--seed", least: 0, most: 2 ** 32 - 1 }) ?? 1;
  const order = { seed, isOrdered: flags.ordered ?? false };
  const setting = parsePartitioner(flags.partitioner);
  const { plan, source } = await choosePlan(flags, contract, order);
  const bytes = { flag: "--value-bytes", least: MIN_VALUE_BYTES, most: 1_000_000 };
  const seconds = { flag: "--delivery-timeout", least: 1, most: 3_600 };
  const copies = { flag: "--replication-factor", least: 1, most: 100 };
  return {
    topic: {
      name: flags.topic ?? name,
      partitions,
      replicationFactor: wholeNumber(flags.replicationFactor, copies) ?? CLUSTER_DEFAULT,
      isKept: flags.keepTopic ?? false,
    },
    plan,
    source,
    order,
    setting,
    valueBytes: wholeNumber(flags.valueBytes, bytes) ?? 100,
    deliveryTimeoutMs: 1000 * (wholeNumber(flags.deliveryTimeout, seconds) ?? 120),
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
    where: file,
    next: "Choose one with --contract-topic NAME.",
  });
}

function choosePartitions({ partitions }: AnalyzeFlags, contract: TopicContract | undefined) {
  const range = { flag: "--partitions", least: 1, most: MAX_PARTITIONS };
  const given = wholeNumber(partitions, range);
  if (given !== undefined && contract !== undefined && given !== contract.partitions) {
    throw new UserError({
      what: `--partitions ${given}, but the contract says ${contract.partitions}`,
      next: "Leave --partitions out: the topic then has as many as the contract says.",
    });
  }
  return given ?? contract?.partitions ?? DEFAULT_PARTITIONS;
}

function parsePartitioner(name = "murmur2_random"): ProducerPartitionerName {
  if (Object.hasOwn(producerPartitioners, name)) return name as ProducerPartitionerName;
  throw unknownName("--partitioner", name, Object.keys(producerPartitioners));
}

async function choosePlan(
  flags: AnalyzeFlags,
  contract: TopicContract | undefined,
  order: PlanOrder,
): Promise<{ plan: KeyPlan; source: string }> {
  const range = { flag: "--records", least: MIN_RECORDS, most: MAX_RECORDS };
  const records = wholeNumber(flags.records, range);
  const { keys, simulation = "normal", keyPattern } = flags;
  if (keys !== undefined) {
    refuseBoth("--keys", { "--simulation": flags.simulation, "--key-pattern": keyPattern });
    return planFromFiles(keys, { flags, contract, order, records });
  }
  if (!Object.hasOwn(simulations, simulation)) {
    throw unknownName("--simulation", simulation, Object.keys(simulations));
  }
  if (simulation === "hot-key") refuseBoth("--simulation hot-key", { "--key-pattern": keyPattern });
  const input = {
    ...order,
    records: records ?? DEFAULT_RECORDS,
    patterns: keyPattern ?? ["user-"],
  };
  const { plan, title } = simulations[simulation as SimulationName];
  return { plan: plan(input), source: `${simulation} (${title})` };
}

function refuseBoth(flag: string, others: Readonly<Record<string, unknown>>): void {
  const other = Object.keys(others).find((name) => others[name] !== undefined);
  if (other === undefined) return;
  throw new UserError({
    what: `${flag} and ${other} exclude each other`,
    next: `Leave out ${other}, or ${flag}.`,
  });
}

interface SampleOptions {
  readonly flags: AnalyzeFlags;
  readonly contract: TopicContract | undefined;
  readonly order: PlanOrder;
  readonly records: number | undefined;
}

async function planFromFiles(
  paths: readonly string[],
  { flags, contract, order, records }: SampleOptions,
) {
  const format = keyFormatFromFlags(flags);
  const files = await findKeyFiles(
    paths.map((path) => ({ ...format, path })),
    ".",
  );
  const { keyType, nullToken } = flags;
  const rules = contract ?? contractFromFlags({ partitions: "1", keyType, nullToken });
  if (rules === undefined) throw new Error("--partitions is given");
  const read = await readKeys(files, { ...rules, ...tallySpec(rules) }, undefined, () => undefined);
  try {
    const { keys, tally } = read;
    if (keys.digests !== undefined) throw isSample();
    const sampled = tally.keyedRecords + keys.nullRecords;
    if (sampled === 0) throw noRecords();
    if (records === undefined && sampled > MAX_RECORDS) throw tooMany(sampled);
    const title = files.length === 1 ? (files[0]?.label ?? "") : `${files.length} files`;
    return { plan: sampledPlan(keys, { ...order, records, title }), source: title };
  } finally {
    await read.release();
  }
}

function isSample(): UserError {
  return new UserError({
    what: "a sample file holds no keys that could be sent",
    where: "--keys",
    next: "Give the keys' own file.",
  });
}

function tooMany(records: number): UserError {
  return new UserError({
    what: `these files hold ${records} records, more than ${MAX_RECORDS}`,
    where: "--keys",
    next: `Say how many are to be sent, in the same proportions: --records ${MAX_RECORDS / 10}.`,
  });
}

async function loadCustom(path: string): Promise<CustomPartitioner> {
  const next = "Write a module: export default (key, partitions) => key.length % partitions;";
  let place: unknown;
  try {
    place = (await import(pathToFileURL(resolve(path)).href)).default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new UserError(
      { what: `the module does not load: ${reason}`, where: path, next },
      { cause },
    );
  }
  if (typeof place === "function")
    return { title: path, place: place as CustomPartitioner["place"] };
  throw new UserError({ what: "its default export is no function", where: path, next });
}
