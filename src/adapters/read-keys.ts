import { unclearFormat } from "../catalogue.ts";
import { UserError } from "../errors.ts";
import { formatOf, keyFormats } from "../keys/formats.ts";
import type { KeyReader } from "../keys/key-reader.ts";
import { type KeyRules, keyTextSink } from "../keys/key-sink.ts";
import { KeyTable } from "../keys/key-table.ts";
import { openBytes, peek, startsWith } from "./byte-source.ts";
import type { KeyFile } from "./find-key-files.ts";
import { foreignContent } from "./foreign-content.ts";

const HEAD_BYTES = 64 * 1024;
const UTF8_BOM = [0xef, 0xbb, 0xbf];

/** Told of every chunk read, for progress. */
export type OnRead = (bytes: number, table: KeyTable) => void;

/**
 * Counts the keys of all files together.
 *
 * @throws UserError at file:line for the first thing that is wrong
 */
export async function readKeys(
  files: readonly KeyFile[],
  rules: KeyRules,
  onRead: OnRead,
): Promise<KeyTable> {
  const table = new KeyTable();
  const sink = keyTextSink(table, rules);
  for (const file of files) {
    const format = file.source.format ?? formatOf(file.label);
    if (format === undefined) throw unclearFormat().at(file.label);
    const create = await keyFormats[format].load();
    const reader = create(sink, file.source);
    await readFile(file, reader, (bytes) => onRead(bytes, table));
  }
  return table;
}

async function readFile(
  file: KeyFile,
  reader: KeyReader,
  onRead: (bytes: number) => void,
): Promise<void> {
  const { label } = file;
  const { head, chunks } = await peek(openBytes(file, onRead), HEAD_BYTES);
  const foreign =
    file.source.format === undefined ? foreignContent(head.subarray(0, HEAD_BYTES)) : undefined;
  if (foreign !== undefined) throw foreign.at(label);
  if (head.length === 0) return;
  let skip = startsWith(head, UTF8_BOM) ? UTF8_BOM.length : 0;
  try {
    for await (const chunk of chunks) {
      reader.push(chunk.subarray(skip));
      skip = 0;
    }
    reader.end();
  } catch (error) {
    throw error instanceof UserError ? error.at(`${label}:${reader.line}`) : error;
  }
}
