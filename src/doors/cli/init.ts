import { existsSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { findKeyFiles, type KeyFile, STANDARD_INPUT } from "#adapters/find-key-files.ts";
import { readKeys } from "#adapters/read-keys.ts";
import { writeError, writeNewFile } from "#adapters/write-files.ts";
import type { KeySource } from "#core/contract/contract.ts";
import type { MeasuredTopic } from "#core/contract/contract-text.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { judge } from "#core/judge.ts";
import { clip, escapeUnsafe } from "#core/text/printable.ts";
import { sharedFiles } from "#run/shared-files.ts";
import type { InitFlags } from "./commands/init.ts";
import { contractFromFlags } from "./contract-flags.ts";
import type { Io } from "./io.ts";
import { keyFormatFromFlags } from "./key-format-flags.ts";
import { Progress } from "./progress.ts";

type WithContract = InitFlags & { readonly contract: string };

/** A note is printed if the hottest partition gets more than this multiple of an equal share. */
const SKEWED = 3;
/** The shortest window that is proposed if none is set. */
const WINDOW = { unit: "ms", length: 60_000, isOptional: true } as const;
const DEFAULT_CONTRACT = "skew_contract.yml";

/** Measures keys and writes a contract that they satisfy. */
export async function init(args: readonly string[], flags: InitFlags, io: Io): Promise<0> {
  const options = { contract: DEFAULT_CONTRACT, ...flags };
  if (options.partitions === undefined) throw noPartitions();
  refuseOverwriting(options.contract);
  const groups = await findGroups(args, options);
  const topics: MeasuredTopic[] = [];
  const { producer, keyType, keyFrame, sample } = options;
  for (const { topic, sources, files } of groups) {
    const measured = await measureTopic(topic, files, options, io);
    const keys = sources.map((one) => ({ ...one, path: fromContract(options.contract, one.path) }));
    topics.push({ topic, keys, producer, keyType, keyFrame, sample, ...measured });
  }
  const { contractText } = await import("#core/contract/contract-text.ts");
  await writeContract(options.contract, contractText(topics));
  printNextSteps(options.contract, topics, io);
  return 0;
}

function noPartitions(): UserError {
  return new UserError({
    what: "init needs --partitions",
    next: "Add --partitions N. kafka-topics --describe --topic NAME shows how many a topic has.",
  });
}

function printNextSteps(contract: string, topics: readonly MeasuredTopic[], io: Io): void {
  const flag = contract === DEFAULT_CONTRACT ? "" : ` --contract ${contract}`;
  const next = `wrote ${contract}; to judge keys by it, run: skew-contract check${flag}`;
  io.stdout.write(`${escapeUnsafe(next)}\n`);
  for (const { topic, measures } of topics) {
    if (measures.maxPartitionShare <= SKEWED / measures.partitions) continue;
    const note = `note: ${clip(topic, 60)} is skewed today, and its proposed limits allow that`;
    io.stderr.write(`${escapeUnsafe(note)}\n`);
  }
}

/** The topics with their files. Rejects what `check` would reject in the contract. */
async function findGroups(args: readonly string[], options: WithContract) {
  const groups: { topic: string; sources: KeySource[]; files: KeyFile[] }[] = [];
  for (const [topic, paths] of groupByTopic(args, options.topic)) {
    const sources = paths.map((path) => ({ ...keyFormatFromFlags(options), path }));
    groups.push({ topic, sources, files: await findKeyFiles(sources, ".") });
  }
  if (groups.some(({ files }) => files.some(({ path }) => path === STANDARD_INPUT))) {
    const next = "Write the keys to a file first: the contract must name one.";
    throw new UserError({ what: "init needs a file, not standard input", next });
  }
  const shared = sharedFiles(groups);
  if (shared.length > 0) throw new UserErrors(shared);
  return groups;
}

function groupByTopic(args: readonly string[], topic: string | undefined) {
  const groups = new Map<string, string[]>();
  for (const arg of args) {
    const equals = existsSync(arg) ? -1 : arg.indexOf("=");
    const path = arg.slice(equals + 1);
    const name = equals > 0 ? arg.slice(0, equals) : (topic ?? stem(path));
    groups.set(name, [...(groups.get(name) ?? []), path]);
  }
  return groups;
}

/** `build/user-events.csv.gz` → `user-events` */
function stem(path: string): string {
  return (
    basename(path)
      .replace(/\.(gz|gzip|zst|zstd)$/i, "")
      .replace(/\.[a-z]+$/i, "") || "keys"
  );
}

async function measureTopic(
  topic: string,
  files: readonly KeyFile[],
  options: WithContract,
  io: Io,
): Promise<Pick<MeasuredTopic, "measures" | "windows">> {
  const { partitions, producer, keyType, keyFrame } = options;
  const { window } = options;
  const fields = { topic, partitions, producer, keyType, keyFrame, window };
  const said = await contractFromFlags(fields);
  if (said === undefined) throw new Error("--partitions is required");
  const contract = { ...said, window: said.window ?? WINDOW };
  const progress = new Progress(io, false);
  const onRead = (bytes: number) => progress.read(bytes, topic);
  const read = await readKeys(files, contract, { resources: {}, onRead });
  const { keys, tally, details, release } = read;
  try {
    progress.clear();
    return { measures: judge(contract, keys, { tally }).measures, windows: details.windows };
  } finally {
    await release();
  }
}

/** Paths in a contract are relative to it. */
function fromContract(contract: string, path: string): string {
  return relative(dirname(contract), path).replaceAll("\\", "/");
}

function refuseOverwriting(path: string): void {
  if (existsSync(path)) throw alreadyExists(path);
}

function alreadyExists(path: string): UserError {
  return new UserError({
    what: `${path} already exists`,
    next: "init never overwrites a contract: name another file with --contract, or remove this one.",
  });
}

async function writeContract(path: string, text: string): Promise<void> {
  const { parseContract } = await import("#core/contract/parse.ts");
  parseContract(text, path);
  try {
    writeNewFile(path, text);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") throw alreadyExists(path);
    throw writeError(cause, "the contract", path);
  }
}
