import { closeSync } from "node:fs";
import { unclearFormat } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { lacksNamedDetails } from "#core/keys/details/unknown-details.ts";
import { folderColumns } from "#core/keys/folder-columns.ts";
import { type ChosenFormat, openReader } from "#core/keys/formats.ts";
import { type KeyReader, refusingReader } from "#core/keys/key-reader.ts";
import { isPlain, type KeyDecoding, keyTextSink } from "#core/keys/key-sink.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { LineReader } from "#core/keys/line-reader.ts";
import { readChunks } from "#core/keys/read-chunks.ts";
import { openBytes } from "./byte-source.ts";
import { lazyCodecs } from "./containers/lazy-codecs.ts";
import type { KeyFile } from "./find-key-files.ts";
import type { KeyCounting, OnRead } from "./key-counting.ts";
import { openLineFile } from "./line-file.ts";
import { StreamedLines } from "./streamed-lines.ts";
import { isLarge, isRegular, type Way } from "./ways.ts";

/** What is the same for all files. */
interface Counting {
  readonly decoding: KeyDecoding;
  readonly counting: KeyCounting;
  readonly onRead: OnRead;
  readonly onChunk: () => Promise<void>;
  readonly rows: Way["rows"];
}

/**
 * Counts the keys of one file, by the fastest way that its format has.
 *
 * @throws UserError with the file's name
 */
export async function countFile(
  file: KeyFile,
  chosen: ChosenFormat,
  { decoding, counting, onRead, onChunk, rows }: Counting,
): Promise<void> {
  const { format } = chosen;
  const { keyType } = decoding;
  const how: Reading = { counting, chosen, keyType, onRead, onChunk };
  if (format === undefined) {
    // The content of the file may give a more specific error than its name.
    const fault = unclearFormat().at({ file: file.label }, file.source);
    await readFile(file, refusingReader(fault), how);
    throw fault;
  }
  if (format === "parquet" && isRegular(file)) {
    const { countParquet } = await import("./containers/parquet-file.ts");
    return countParquet(file, decoding, counting, { onRead, onChunk, rows });
  }
  if (lacksNamedDetails(format, file.source)) {
    const { detailsUnknown } = await import("#core/errors/detail-messages.ts");
    throw detailsUnknown(format).at({ file: file.label }, file.source);
  }
  const isSimple = isPlain(decoding) && !counting.isInOrder;
  if (format !== "lines" || !isSimple) {
    const sink = keyTextSink(counting, decoding);
    const context = { codecs: lazyCodecs, keyType, folderColumns: folderColumns(file.label) };
    const open = () => openReader({ ...chosen, format }, sink, file.source, context);
    const way = isSimple && isLarge(file) ? rows : "by their reader";
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
  { label, source }: KeyFile,
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof UserError ? error.at({ file: label }, source) : error;
  }
}

/** Counts plain lines, those of a large file on all threads. */
async function countLines(file: KeyFile, how: Reading): Promise<void> {
  const { counting, chosen, onRead } = how;
  const lineFile = await openLineFile(file, chosen);
  const engine = lineFile && (await counting.useEngine());
  if (lineFile !== undefined && engine !== undefined) {
    await engine.countFile(lineFile, onRead);
    return;
  }
  if (lineFile !== undefined) closeSync(lineFile.descriptor);
  return readFile(file, new StreamedLines(counting), how);
}

async function readFile(
  file: KeyFile,
  reader: KeyReader,
  { counting, chosen, keyType, onRead, onChunk }: Reading,
): Promise<void> {
  const { label, source } = file;
  await readChunks(openBytes(file, onRead), reader, { label, source, chosen, keyType, onChunk });
  counting.hasCounts ||= reader.hasCounts === true;
}
