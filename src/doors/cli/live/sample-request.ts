import { dirname, join } from "node:path";
import { readContractFile } from "#adapters/contract-file.ts";
import { refuseUnwritable } from "#adapters/write-files.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { parseContract } from "#core/contract/parse.ts";
import { windowMsOf, windowOf } from "#core/contract/window.ts";
import type { KeyDecoding } from "#core/keys/key-sink.ts";
import { parseHashes } from "#core/samples/sample-hashes.ts";
import { count } from "#core/values/count.ts";
import { duration } from "#core/values/duration.ts";
import { moment } from "#core/values/moment.ts";
import { readValue, type ValueKind } from "#core/values/value.ts";
import { DEFAULT_MAX_RATE, maxRate } from "#live/core/records/max-rate.ts";
import { DEFAULT_RECORDS, recordCount } from "#live/core/topic-sample/record-count.ts";
import { chooseTopics } from "#run/choose-topics.ts";
import { refuseInputs, refuseSamePath } from "#run/refuse-paths.ts";
import type { SampleFlags } from "../commands/sample.ts";
import type { Io } from "../io.ts";
import { sampleSecret } from "../sample-secret.ts";
import { type EventsRequest, eventsRequest } from "./events-request.ts";
import {
  allAndSome,
  noOutput,
  noTopic,
  refuseFileFlags,
  refuseShownKeys,
  twoBeginnings,
  wrongEnding,
} from "./sample-refusals.ts";

/** What to read of a topic, and what to write. */
export interface SampleRequest extends KeyDecoding {
  readonly topic: string;
  /** Undefined if only events are written. */
  readonly output: string | undefined;
  /** Whether the output has the keys themselves. */
  readonly isCsv: boolean;
  readonly sinceMs: number | undefined;
  /** To keep; Infinity for all. */
  readonly records: number;
  readonly maxBytesPerSecond: number;
  readonly seed: number;
  readonly windowMs: number | undefined;
  readonly hashes: ReturnType<typeof parseHashes>;
  readonly secret: string | undefined;
  readonly events: EventsRequest | undefined;
}

const LAST_SEED = 2 ** 32 - 1;

/** @throws UserError before a cluster is contacted */
export async function sampleRequestFromFlags(flags: SampleFlags, io: Io): Promise<SampleRequest> {
  refuseFileFlags(flags);
  const contract =
    flags.contract === undefined ? undefined : await contractOf(flags.contract, flags);
  const topic = flags.topic ?? contract?.topic;
  if (topic === undefined) throw noTopic();
  const { keyType, keyFrame, nullToken } = decodingOf(flags, contract);
  const output = outputOf(flags, contract);
  const secret = sampleSecret(flags.secretFile, io);
  const events = eventsRequest(flags, secret);
  refuseOutputs([output, events?.path].filter(isGiven), flags);
  const window = flags.window && windowOf({ window: flags.window });
  return {
    keyType,
    keyFrame,
    nullToken,
    topic,
    output,
    isCsv: output?.endsWith(".csv") === true,
    sinceMs: sinceOf(flags),
    records: recordsOf(flags),
    maxBytesPerSecond: settingOf(maxRate, "--max-rate", flags.maxRate) ?? DEFAULT_MAX_RATE,
    seed: settingOf(count({ min: 0, max: LAST_SEED }), "--seed", flags.seed) ?? 1,
    windowMs: window ? window.length : contract && windowMsOf(contract),
    hashes: parseHashes(flags.hashes, keyType),
    secret,
    events,
  };
}

function settingOf<Value>(
  kind: ValueKind<Value>,
  name: string,
  text: string | undefined,
): Value | undefined {
  return text === undefined ? undefined : readValue(kind, text, { name });
}

function isGiven<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

/** What flags say about keys takes precedence over the contract. */
function decodingOf(
  { keyType, keyFrame, nullToken }: SampleFlags,
  contract: TopicContract | undefined,
): KeyDecoding {
  return {
    keyType: keyType ?? contract?.keyType ?? "string",
    keyFrame: keyFrame ?? contract?.keyFrame,
    nullToken: nullToken ?? contract?.nullToken,
  };
}

function refuseOutputs(
  paths: readonly string[],
  { contract, config, secretFile }: SampleFlags,
): void {
  refuseSamePath(paths);
  refuseInputs(paths, [contract, config, secretFile].filter(isGiven));
  refuseUnwritable(paths);
}

async function contractOf(path: string, { topic }: SampleFlags): Promise<TopicContract> {
  const { topics } = parseContract(readContractFile(path), path);
  const wanted = topic === undefined ? undefined : [topic];
  const [only, another] = await chooseTopics(topics, wanted, (one) => one.topic);
  if (only === undefined || another !== undefined) throw noTopic();
  return only;
}

/** Without a flag, the contract's only key file if that is a sample. */
function outputOf(flags: SampleFlags, contract: TopicContract | undefined): string | undefined {
  const [keys, another] = contract?.keys ?? [];
  const isOne = keys?.path.endsWith(".skew") && another === undefined;
  const own = isOne && keys ? join(dirname(flags.contract ?? ""), keys.path) : undefined;
  const output = flags.output ?? own;
  if (output === undefined) {
    if (flags.events === undefined) throw noOutput();
    return undefined;
  }
  if (output.endsWith(".csv")) refuseShownKeys(output, flags);
  else if (!output.endsWith(".skew")) throw wrongEnding(output);
  return output;
}

function sinceOf({ since, from }: SampleFlags): number | undefined {
  if (since !== undefined && from !== undefined) throw twoBeginnings();
  const seconds = settingOf(duration("s", { min: 1 }), "--since", since);
  if (seconds !== undefined) return Date.now() - Math.round(seconds * 1000);
  return from === "earliest" ? undefined : settingOf(moment, "--from", from);
}

function recordsOf({ records, all }: SampleFlags): number {
  if (all !== undefined && records !== undefined) throw allAndSome();
  if (all !== undefined) return Number.POSITIVE_INFINITY;
  return settingOf(recordCount, "--records", records) ?? DEFAULT_RECORDS;
}
