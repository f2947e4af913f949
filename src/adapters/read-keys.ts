import { closeSync, statSync } from "node:fs";
import type { TopicContract } from "#core/contract/contract.ts";
import { threadFailed, unclearFormat } from "#core/errors/messages.ts";
import { mixedWithSample } from "#core/errors/sample-messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { folderColumns } from "#core/keys/folder-columns.ts";
import { type ChosenFormat, openReader } from "#core/keys/formats.ts";
import { type KeyReader, refusingReader } from "#core/keys/key-reader.ts";
import { type KeyDecoding, keyTextSink } from "#core/keys/key-sink.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { LineReader } from "#core/keys/line-reader.ts";
import { readChunks } from "#core/keys/read-chunks.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { openBytes } from "./byte-source.ts";
import { formatOfFile, refuseMixedFolder } from "./containers/file-format.ts";
import { lazyCodecs } from "./containers/lazy-codecs.ts";
import { type KeyFile, STANDARD_INPUT } from "./find-key-files.ts";
import {
  type CountedKeys,
  KeyCounting,
  type OnRead,
  type ReadOptions,
  type TalliedKeys,
} from "./key-counting.ts";
import { openLineFile } from "./line-file.ts";
import { isSample } from "./samples/sample-name.ts";
import { StreamedLines } from "./streamed-lines.ts";

/**
 * Counts the keys of all files together and tallies them, placed as the contract says.
 *
 * @throws UserError at file:line for the first thing that is wrong
 */
export async function readKeys(
  files: readonly KeyFile[],
  contract: TopicContract,
  options: ReadOptions,
): Promise<TalliedKeys> {
  if (files.some(isSample)) {
    const other = files.find((file) => !isSample(file));
    if (other !== undefined) throw mixedWithSample().at(other.label);
    return (await import("./samples/read-sample-files.ts")).readSampleFiles(
      files,
      contract,
      options,
    );
  }
  const spec = tallySpec(contract);
  return count(files, contract, options, (counting) => counting.tally(spec));
}

/**
 * Counts the keys of all files together; samples hold none.
 *
 * @throws UserError at file:line for the first thing that is wrong
 */
export function countKeys(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  options: ReadOptions,
): Promise<CountedKeys> {
  return count(files, decoding, options, (counting) => counting.finish());
}

async function count<Result>(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  options: ReadOptions,
  finish: (counting: KeyCounting) => Promise<Result>,
): Promise<Result> {
  try {
    return await countOnce(files, decoding, options, finish);
  } catch (error) {
    // Told by its name: what throws it is loaded only where workers are.
    if (!(error instanceof Error) || error.name !== "WorkerFailure") throw error;
    if (!files.every(isRegular)) throw threadFailed(error);
    const resources = { ...options.resources, threads: 1 };
    return await countOnce(files, decoding, { ...options, resources }, finish);
  }
}

/** A pipe has no second beginning. */
function isRegular({ path }: KeyFile): boolean {
  return path !== STANDARD_INPUT && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

async function countOnce<Result>(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  { resources, onRead = () => {} }: ReadOptions,
  finish: (counting: KeyCounting) => Promise<Result>,
): Promise<Result> {
  const counting = new KeyCounting(resources);
  try {
    const chosen = files.map((file) => [file, formatOfFile(file)] as const);
    if (files.length > 1) await refuseMixedFolder(chosen);
    for (const [file, how] of chosen) await countFile(file, how, { decoding, counting, onRead });
    return await finish(counting);
  } catch (error) {
    await counting.release();
    throw error;
  }
}

/** What is the same for all files. */
interface Counting {
  readonly decoding: KeyDecoding;
  readonly counting: KeyCounting;
  readonly onRead: OnRead;
}

async function countFile(
  file: KeyFile,
  chosen: ChosenFormat,
  { decoding, counting, onRead }: Counting,
): Promise<void> {
  const { format } = chosen;
  const { keyType, nullToken } = decoding;
  const how: Reading = { counting, chosen, keyType, onRead };
  if (format === undefined) {
    // What is in the file tells more than its name.
    const fault = unclearFormat().at({ file: file.label });
    await readFile(file, refusingReader(fault), how);
    throw fault;
  }
  if (format === "parquet" && isRegular(file)) {
    const { countParquet } = await import("./containers/parquet-file.ts");
    return countParquet(file, decoding, counting, onRead);
  }
  const isPlain = keyType === "string" && nullToken === undefined;
  if (format !== "lines" || !isPlain) {
    const sink = keyTextSink(counting, decoding);
    const context = { codecs: lazyCodecs, keyType, folderColumns: folderColumns(file.label) };
    const open = () => openReader({ ...chosen, format }, sink, file.source, context);
    return placed(file, async () => readFile(file, await open(), how));
  }
  try {
    await countLines(file, how);
  } catch (error) {
    if (!(error instanceof UserError) || error.details.where !== undefined) throw error;
    // Only a line by line reader knows the place.
    if (isRegular(file)) {
      await readFile(file, new LineReader(() => {}), { ...how, onRead: () => {} });
    }
    throw error.at({ file: file.label });
  }
}

/** What is needed to read a file, whichever it is. */
interface Reading {
  readonly counting: KeyCounting;
  readonly chosen: ChosenFormat;
  readonly keyType: KeyType;
  readonly onRead: OnRead;
}

/** What is wrong with how a file is to be read is wrong with that file. */
async function placed<Result>({ label }: KeyFile, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof UserError ? error.at({ file: label }) : error;
  }
}

/** Counts lines as they are, a large file by all threads. */
async function countLines(file: KeyFile, how: Reading): Promise<void> {
  const { counting, chosen, onRead } = how;
  const lineFile = openLineFile(file, chosen);
  const engine = lineFile && (await counting.useEngine());
  if (lineFile !== undefined && engine !== undefined) return engine.countFile(lineFile, onRead);
  if (lineFile !== undefined) closeSync(lineFile.descriptor);
  return readFile(file, new StreamedLines(counting), how);
}

function readFile(
  file: KeyFile,
  reader: KeyReader,
  { counting, chosen, keyType, onRead }: Reading,
): Promise<void> {
  return readChunks(openBytes(file, onRead), reader, {
    label: file.label,
    chosen,
    keyType,
    onChunk: () => counting.growIfNeeded(),
  });
}
