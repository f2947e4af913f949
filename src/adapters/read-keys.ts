import { closeSync } from "node:fs";
import type { TopicContract } from "#core/contract/contract.ts";
import { unclearFormat } from "#core/errors/messages.ts";
import { mixedWithSample } from "#core/errors/sample-messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { DetailSink } from "#core/keys/details/record-details.ts";
import { unknownDetails } from "#core/keys/details/unknown-details.ts";
import { folderColumns } from "#core/keys/folder-columns.ts";
import { type ChosenFormat, openReader } from "#core/keys/formats.ts";
import { type KeyReader, refusingReader } from "#core/keys/key-reader.ts";
import { type KeyDecoding, keyTextSink } from "#core/keys/key-sink.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { LineReader } from "#core/keys/line-reader.ts";
import { readChunks } from "#core/keys/read-chunks.ts";
import { openBytes } from "./byte-source.ts";
import { formatOfFile, refuseMixedFolder } from "./containers/file-format.ts";
import { lazyCodecs } from "./containers/lazy-codecs.ts";
import type { KeyFile } from "./find-key-files.ts";
import { KeyCounting, type OnRead, type ReadOptions, type TalliedKeys } from "./key-counting.ts";
import { openLineFile } from "./line-file.ts";
import {
  type Beside,
  besideKeys,
  besideTally,
  type KeysOfFiles,
  resourcesFor,
} from "./recorded-details.ts";
import { isSample } from "./samples/sample-name.ts";
import { StreamedLines } from "./streamed-lines.ts";
import { inWays, isLarge, isRegular, type Way } from "./ways.ts";

/**
 * Counts the keys of all files together and tallies them, placed as the contract says.
 *
 * @throws UserError at file:line for the first error
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
  const half = { ...options, resources: resourcesFor(files, options.resources) };
  return count(files, contract, half, () => besideTally(files, contract, half.resources));
}

/**
 * Counts the keys of all files together. Not for samples, which do not contain keys.
 *
 * @param openDetails creates what receives the details of records; called again for a second try
 * @throws UserError at file:line for the first thing that is wrong
 */
export function countKeys(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  options: ReadOptions,
  openDetails?: () => DetailSink,
): Promise<KeysOfFiles> {
  return count(files, decoding, options, () => besideKeys(openDetails?.()));
}

function count<Result>(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  options: ReadOptions,
  begin: () => Beside<Result>,
): Promise<Result> {
  return inWays(files, options.resources, ({ resources, rows }) =>
    countOnce(files, decoding, { ...options, resources, rows }, begin()),
  );
}

async function countOnce<Result>(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  { resources, rows, onRead = () => {} }: ReadOptions & Way,
  beside: Beside<Result>,
): Promise<Result> {
  const counting = new KeyCounting(resources, beside.details);
  const onChunk = async () => {
    await counting.growIfNeeded();
    await beside.growIfNeeded();
  };
  try {
    const chosen = files.map((file) => [file, formatOfFile(file)] as const);
    if (files.length > 1) await refuseMixedFolder(chosen);
    const same = { decoding, counting, onRead, onChunk, rows };
    for (const [file, how] of chosen) await countFile(file, how, same);
    return await beside.finish(counting);
  } catch (error) {
    await counting.release();
    await beside.release();
    throw error;
  }
}

/** What is the same for all files. */
interface Counting {
  readonly decoding: KeyDecoding;
  readonly counting: KeyCounting;
  readonly onRead: OnRead;
  readonly onChunk: () => Promise<void>;
  readonly rows: Way["rows"];
}

async function countFile(
  file: KeyFile,
  chosen: ChosenFormat,
  { decoding, counting, onRead, onChunk, rows }: Counting,
): Promise<void> {
  const { format } = chosen;
  const { keyType, nullToken } = decoding;
  const how: Reading = { counting, chosen, keyType, onRead, onChunk };
  if (format === undefined) {
    // The content of the file may give a more specific error than its name.
    const fault = unclearFormat().at({ file: file.label });
    await readFile(file, refusingReader(fault), how);
    throw fault;
  }
  if (format === "parquet" && isRegular(file)) {
    const { countParquet } = await import("./containers/parquet-file.ts");
    return countParquet(file, decoding, counting, { onRead, onChunk, rows });
  }
  const fault = unknownDetails(format, file.source);
  if (fault !== undefined) throw fault.at({ file: file.label });
  const isPlain = keyType === "string" && nullToken === undefined;
  if (format !== "lines" || !isPlain) {
    const sink = keyTextSink(counting, decoding);
    const context = { codecs: lazyCodecs, keyType, folderColumns: folderColumns(file.label) };
    const open = () => openReader({ ...chosen, format }, sink, file.source, context);
    const way = isPlain && isLarge(file) ? rows : "by their reader";
    return withPlace(file, () => countRows(file, open, how, way));
  }
  try {
    await countLines(file, how);
  } catch (error) {
    if (!(error instanceof UserError) || error.details.where !== undefined) throw error;
    // Only a reader that reads line by line knows where.
    if (isRegular(file)) {
      await readFile(file, new LineReader(() => {}), { ...how, onRead: () => {} });
    }
    throw error.at({ file: file.label });
  }
}

async function countRows(
  file: KeyFile,
  open: () => Promise<KeyReader>,
  how: Reading,
  rows: Way["rows"],
): Promise<void> {
  if (rows !== "by their reader") {
    const { countRowFile } = await import("./row-file.ts");
    if (await countRowFile(file, { ...how, open, isInTurn: rows === "in turn" })) return;
  }
  return readFile(file, await open(), how);
}

/** How to read any file. */
interface Reading {
  readonly counting: KeyCounting;
  readonly chosen: ChosenFormat;
  readonly keyType: KeyType;
  readonly onRead: OnRead;
  readonly onChunk: () => Promise<void>;
}

/** Adds the file to errors about how to read it. */
async function withPlace<Result>(
  { label }: KeyFile,
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof UserError ? error.at({ file: label }) : error;
  }
}

/** Counts plain lines, those of a large file on all threads. */
async function countLines(file: KeyFile, how: Reading): Promise<void> {
  const { counting, chosen, onRead } = how;
  const lineFile = openLineFile(file, chosen);
  const engine = lineFile && (await counting.useEngine());
  if (lineFile !== undefined && engine !== undefined) return engine.countFile(lineFile, onRead);
  if (lineFile !== undefined) closeSync(lineFile.descriptor);
  return readFile(file, new StreamedLines(counting), how);
}

async function readFile(
  file: KeyFile,
  reader: KeyReader,
  { counting, chosen, keyType, onRead, onChunk }: Reading,
): Promise<void> {
  const { label } = file;
  await readChunks(openBytes(file, onRead), reader, { label, chosen, keyType, onChunk });
  counting.hasCounts ||= reader.hasCounts === true;
}
