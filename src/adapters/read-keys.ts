import { closeSync, statSync } from "node:fs";
import type { TopicContract } from "#core/contract/contract.ts";
import { mixedWithSample, threadFailed, unclearFormat } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { formatOf, keyFormats } from "#core/keys/formats.ts";
import type { KeyReader } from "#core/keys/key-reader.ts";
import { type KeyDecoding, keyTextSink } from "#core/keys/key-sink.ts";
import { LineReader } from "#core/keys/line-reader.ts";
import { readChunks } from "#core/keys/read-chunks.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { openBytes } from "./byte-source.ts";
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
    return (await import("./samples/read-sample-files.ts")).readSamples(files, contract, options);
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
    for (const file of files) await countFile(file, decoding, counting, onRead);
    return await finish(counting);
  } catch (error) {
    await counting.release();
    throw error;
  }
}

async function countFile(
  file: KeyFile,
  decoding: KeyDecoding,
  counting: KeyCounting,
  onRead: OnRead,
): Promise<void> {
  const format = file.source.format ?? formatOf(file.label);
  if (format === undefined) throw unclearFormat().at({ file: file.label });
  const isPlain = decoding.keyType === "string" && decoding.nullToken === undefined;
  if (format !== "lines" || !isPlain) {
    const create = await keyFormats[format].load();
    return readFile(file, create(keyTextSink(counting, decoding), file.source), counting, onRead);
  }
  try {
    await countLines(file, counting, onRead);
  } catch (error) {
    if (!(error instanceof UserError) || error.details.where !== undefined) throw error;
    // Only a line by line reader knows the place.
    if (isRegular(file)) await readFile(file, new LineReader(() => {}), counting, () => {});
    throw error.at({ file: file.label });
  }
}

/** Counts lines as they are, a large file by all threads. */
async function countLines(file: KeyFile, counting: KeyCounting, onRead: OnRead): Promise<void> {
  const lineFile = openLineFile(file);
  const engine = lineFile && (await counting.useEngine());
  if (lineFile !== undefined && engine !== undefined) return engine.countFile(lineFile, onRead);
  if (lineFile !== undefined) closeSync(lineFile.descriptor);
  return readFile(file, new StreamedLines(counting), counting, onRead);
}

function readFile(
  file: KeyFile,
  reader: KeyReader,
  counting: KeyCounting,
  onRead: OnRead,
): Promise<void> {
  return readChunks(openBytes(file, onRead), reader, {
    label: file.label,
    isFormatGiven: file.source.format !== undefined,
    onChunk: () => counting.growIfNeeded(),
  });
}
