import { existsSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { findKeyFiles } from "../adapters/find-key-files.ts";
import { readKeys } from "../adapters/read-keys.ts";
import { systemError } from "../adapters/system-error.ts";
import { writeNewFile } from "../adapters/write-files.ts";
import { HEADROOM_SHARE, proposeLimits } from "../contract/propose.ts";
import { UserError } from "../errors.ts";
import { judge } from "../judge.ts";
import type { Measures } from "../measures/measures.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { printable } from "../text/printable.ts";
import { contractFromFlags } from "./contract-flags.ts";
import type { Io } from "./io.ts";
import { Progress } from "./progress.ts";

export interface InitOptions {
  readonly contract: string;
  readonly partitions: string;
  readonly topic?: string;
  readonly producer?: string;
  readonly keyType?: string;
}

const SCHEMA_URL = "https://unpkg.com/skew-contract@1/schemas/skew-contract.schema.json";

/** Times an equal share from which a hottest partition is worth a note. */
const SKEWED = 3;

/** Measures the keys given and writes a contract that they hold. */
export async function init(args: readonly string[], options: InitOptions, io: Io): Promise<0> {
  refuseOverwriting(options.contract);
  const blocks: string[] = [];
  const skewed: string[] = [];
  for (const [topic, paths] of groupByTopic(args, options.topic)) {
    const measures = await measureTopic(topic, paths, options, io);
    blocks.push(topicBlock(topic, paths, options, measures));
    if (measures.maxPartitionShare > SKEWED / measures.partitions) skewed.push(topic);
  }
  const text = [
    `# yaml-language-server: $schema=${SCHEMA_URL}`,
    `# Proposed from today's keys, with ${percent(HEADROOM_SHARE)} head-room. Tighten it as you see fit.`,
    "version: 1",
    "",
    "topics:",
    ...blocks,
  ].join("\n");
  await writeContract(options.contract, `${text}\n`);
  io.stdout.write(`wrote ${options.contract}; judge by it with: skew-contract check\n`);
  for (const topic of skewed) {
    io.stderr.write(
      `note: ${printable(topic, 60)} is skewed today; its proposed limits allow that\n`,
    );
  }
  return 0;
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
  paths: readonly string[],
  options: InitOptions,
  io: Io,
): Promise<Measures> {
  const { partitions, producer, keyType } = options;
  const contract = contractFromFlags({ topic, partitions, producer, keyType });
  if (contract === undefined) throw new Error("--partitions is required");
  const files = await findKeyFiles(
    paths.map((path) => ({ path })),
    ".",
  );
  const progress = new Progress(io, false);
  const table = await readKeys(files, contract, (bytes, { records }) =>
    progress.read(bytes, topic, records),
  );
  progress.clear();
  return judge(contract, table).measures;
}

function topicBlock(
  topic: string,
  paths: readonly string[],
  { contract, producer, keyType }: InitOptions,
  measures: Measures,
): string {
  const limits = proposeLimits(measures);
  const relativePaths = paths
    .filter((path) => path !== "-")
    .map((path) => fromContract(contract, path));
  const keys = relativePaths.length === 1 ? relativePaths[0] : `[${relativePaths.join(", ")}]`;
  return [
    `  ${yamlText(topic)}:`,
    ...(relativePaths.length > 0 ? [`    keys: ${keys}`] : []),
    `    partitions: ${measures.partitions}`,
    ...(producer === undefined ? [] : [`    producer: ${producer}`]),
    ...(keyType === undefined ? [] : [`    key_type: ${keyType}`]),
    `    max_partition_share: ${limits.max_partition_share} # today ${percent(measures.maxPartitionShare, 2)}`,
    `    max_gini: ${limits.max_gini} # today ${decimal(measures.gini)}`,
    `    min_unique_keys: ${limits.min_unique_keys} # today ${whole(measures.uniqueKeys)}`,
    `    sample_size: ${limits.sample_size} # today ${plural(measures.records, "record")}`,
  ].join("\n");
}

/** Paths in a contract are relative to it. */
function fromContract(contract: string, path: string): string {
  return yamlText(relative(dirname(contract), path).replaceAll("\\", "/"));
}

/** Plain where YAML reads it as text without doubt, otherwise quoted. */
function yamlText(text: string): string {
  return /^[A-Za-z_./][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function refuseOverwriting(path: string): void {
  if (existsSync(path)) throw alreadyThere(path);
}

function alreadyThere(path: string): UserError {
  return new UserError({
    what: `${path} is there already`,
    next: "It is never overwritten: name another file with --contract, or remove it first.",
  });
}

async function writeContract(path: string, text: string): Promise<void> {
  const { parseContract } = await import("../contract/parse.ts");
  parseContract(text, path);
  try {
    writeNewFile(path, text);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") throw alreadyThere(path);
    throw systemError(cause, "the contract", path, "Name another file with --contract.");
  }
}
