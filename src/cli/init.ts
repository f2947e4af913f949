import { existsSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { findKeyFiles, type KeyFile, STANDARD_INPUT } from "../adapters/find-key-files.ts";
import { readKeys } from "../adapters/read-keys.ts";
import { writeError, writeNewFile } from "../adapters/write-files.ts";
import { sharedKeyFile } from "../catalogue.ts";
import { HEADROOM_SHARE, KEPT_SHARE, proposeLimits } from "../contract/propose.ts";
import { UserError } from "../errors.ts";
import { judge } from "../judge.ts";
import type { Measures } from "../measures/measures.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { escapeUnsafe, printable } from "../text/printable.ts";
import { contractFromFlags } from "./contract-flags.ts";
import type { Io } from "./io.ts";
import { keyFormatFromFlags } from "./key-format-flags.ts";
import { Progress } from "./progress.ts";

export interface InitOptions {
  readonly contract: string;
  readonly partitions: string;
  readonly topic?: string;
  readonly producer?: string;
  readonly keyType?: string;
  readonly format?: string;
  readonly column?: string;
  readonly countColumn?: string;
  readonly pointer?: string;
}

const SCHEMA_URL = "https://unpkg.com/skew-contract/schemas/skew-contract.schema.json";

/** Times an equal share from which a hottest partition is worth a note. */
const SKEWED = 3;
const DEFAULT_CONTRACT = "skew_contract.yml";

/** Measures the keys given and writes a contract that they hold. */
export async function init(args: readonly string[], options: InitOptions, io: Io): Promise<0> {
  refuseOverwriting(options.contract);
  const blocks: string[] = [];
  const skewed: string[] = [];
  const owners = new Map<string, string>();
  for (const [topic, paths] of groupByTopic(args, options.topic)) {
    const sources = paths.map((path) => ({ ...keyFormatFromFlags(options), path }));
    const files = await findKeyFiles(sources, ".");
    refuseSharing(files, topic, owners);
    const measures = await measureTopic(topic, files, options, io);
    blocks.push(topicBlock(topic, paths, options, measures));
    if (measures.maxPartitionShare > SKEWED / measures.partitions) skewed.push(topic);
  }
  const text = [
    `# yaml-language-server: $schema=${SCHEMA_URL}`,
    `# Proposed from today's keys: limits ${percent(HEADROOM_SHARE)} above, counts ${percent(1 - KEPT_SHARE)} below what is measured.`,
    "version: 1",
    "",
    "topics:",
    ...blocks,
  ].join("\n");
  await writeContract(options.contract, `${text}\n`);
  const flag = DEFAULT_CONTRACT === options.contract ? "" : ` --contract ${options.contract}`;
  io.stdout.write(
    escapeUnsafe(`wrote ${options.contract}; judge by it with: skew-contract check${flag}`),
  );
  io.stdout.write("\n");
  for (const topic of skewed) {
    io.stderr.write(
      `note: ${printable(topic, 60)} is skewed today; its proposed limits allow that\n`,
    );
  }
  return 0;
}

/** One file for two topics is what `check` refuses; standard input cannot stand in a contract. */
function refuseSharing(
  files: readonly KeyFile[],
  topic: string,
  owners: Map<string, string>,
): void {
  for (const { path, label } of files) {
    const owner = owners.get(path);
    owners.set(path, topic);
    if (path === STANDARD_INPUT) {
      const next = "Write the keys to a file first; the contract names it.";
      throw new UserError({ what: "init needs a file, not standard input", next });
    }
    if (owner !== undefined && owner !== topic) throw sharedKeyFile(owner, topic, label);
  }
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
  options: InitOptions,
  io: Io,
): Promise<Measures> {
  const { partitions, producer, keyType } = options;
  const contract = contractFromFlags({ topic, partitions, producer, keyType });
  if (contract === undefined) throw new Error("--partitions is required");
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
  options: InitOptions,
  measures: Measures,
): string {
  const limits = proposeLimits(measures);
  const sources = paths.map((path) => keySource(path, options));
  const { producer, keyType } = options;
  return [
    `  ${yamlText(topic)}:`,
    `    keys: ${sources.length === 1 ? sources[0] : `[${sources.join(", ")}]`}`,
    `    partitions: ${measures.partitions}`,
    ...(producer === undefined ? [] : [`    producer: ${producer}`]),
    ...(keyType === undefined ? [] : [`    key_type: ${keyType}`]),
    `    max_partition_share: ${limits.max_partition_share} # today ${percent(measures.maxPartitionShare, 2)}`,
    `    max_gini: ${limits.max_gini} # today ${decimal(measures.gini)}`,
    `    min_unique_keys: ${limits.min_unique_keys} # today ${whole(measures.uniqueKeys)}`,
    `    sample_size: ${limits.sample_size} # today ${plural(measures.records, "record")}`,
  ].join("\n");
}

/** A path, or a path with how to read it, as the contract has it. */
function keySource(path: string, options: InitOptions): string {
  const text = fromContract(options.contract, path);
  const { format, column, countColumn, pointer } = keyFormatFromFlags(options);
  const fields = { format, column, count_column: countColumn, pointer };
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (said.length === 0) return text;
  return `{ path: ${text}, ${said.map(([name, value]) => `${name}: ${yamlText(String(value))}`).join(", ")} }`;
}

/** Paths in a contract are relative to it. */
function fromContract(contract: string, path: string): string {
  return yamlText(relative(dirname(contract), path).replaceAll("\\", "/"));
}

/** Plain where YAML reads it as text without doubt, otherwise quoted. */
function yamlText(text: string): string {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(text);
  const isWord = /^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !isWord ? text : JSON.stringify(text);
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
    throw writeError(cause, "the contract", path);
  }
}
