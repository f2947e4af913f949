import { replacedBytes } from "../../errors/messages.ts";
import type { UserError } from "../../errors/user-error.ts";
import type { KeyFormatName } from "../formats.ts";
import type { KeyType } from "../key-type.ts";
import { alignedColumns } from "./aligned-columns.ts";
import { base64Block } from "./base64-block.ts";
import { drawnTable } from "./drawn-table.ts";
import { looksLike, otherThanEnding } from "./errors.ts";
import { escapedBytes } from "./escaped-bytes.ts";
import { fieldBlocks } from "./field-blocks.ts";
import { type Head, headOf } from "./head.ts";
import { headerLine } from "./header-line.ts";
import { jsonDocuments } from "./json-documents.ts";
import { jsonLines } from "./json-lines.ts";
import { keyedCounts } from "./keyed-counts.ts";
import { listItems } from "./list-items.ts";
import { literals } from "./literals.ts";
import { logLines } from "./log-lines.ts";
import type { Look, Recognizer } from "./look.ts";
import { lfsPointer, markup } from "./markup.ts";
import { namedValues } from "./named-values.ts";
import { numberedLines } from "./numbered-lines.ts";
import { oneLine } from "./one-line.ts";
import { otherDocuments } from "./other-documents.ts";
import { printedRecords, statements } from "./printed-records.ts";
import { quotedCells, quotedLines } from "./quoted-lines.ts";
import { consoleFields, jsonAmongFields, kcatNotices, keyedJson } from "./record-lines.ts";
import { hasReplacedLines } from "./replaced-lines.ts";
import { countedRows } from "./row-count.ts";
import { rowsWithHeader } from "./rows-with-header.ts";
import { countsHeader, separated } from "./separated.ts";
import { uniqCounts } from "./uniq-counts.ts";
import { yamlRecords } from "./yaml-records.ts";

/** Content that is never a list of keys, whatever the file's name. */
const documents: readonly Recognizer[] = [lfsPointer, markup, otherDocuments];

/**
 * Content that is mistaken for one key per line, the surest first. To add one, add a file and a
 * line here.
 */
const records: readonly Recognizer[] = [
  kcatNotices,
  jsonLines,
  jsonDocuments,
  consoleFields,
  drawnTable,
  printedRecords,
  countedRows,
  statements,
  yamlRecords,
  fieldBlocks,
  namedValues,
  literals,
  quotedLines,
  keyedJson,
  uniqCounts,
  countsHeader,
  keyedCounts,
  quotedCells,
  separated,
  jsonAmongFields,
  rowsWithHeader,
  numberedLines,
  logLines,
  alignedColumns,
  listItems,
  headerLine,
  base64Block,
  oneLine,
];

/** Those of them that can consist of plain characters; head.ts knows how their lines begin. */
const plain: readonly Recognizer[] = [consoleFields, drawnTable, numberedLines, headerLine];

/** Content that no file with columns has. */
const otherThanColumns: readonly Recognizer[] = [
  jsonLines,
  jsonDocuments,
  consoleFields,
  drawnTable,
];

/**
 * What is wrong with the beginning of a file whose format the user did not name.
 *
 * @param format the format by its name
 */
export function lookAt(
  head: Head,
  format: KeyFormatName | undefined,
  keyType: KeyType,
): UserError | undefined {
  const isLines = format === "lines" || format === undefined;
  const look = isLines ? lookAtLines(head, keyType) : lookAtRecords(head, format);
  if (look !== undefined) return isLines ? looksLike(look) : otherThanEnding(look, format);
  return isLines && hasReplacedLines(head.bytes) ? replacedBytes() : undefined;
}

/** What the beginning of a file without a named format contains, if not one key per line. */
export function lookAtLines(head: Head, keyType: KeyType = "string"): Look | undefined {
  // The most common case.
  if (head.isPlain) return firstOf(plain, head);
  const escaped = keyType === "string" ? [escapedBytes] : [];
  return firstOf([...documents, ...records, ...escaped], head);
}

/** The same for a file whose extension names a format of records. */
function lookAtRecords(head: Head, format: KeyFormatName): Look | undefined {
  const hasColumns = format === "csv" || format === "tsv";
  return firstOf(hasColumns ? [...documents, ...otherThanColumns] : documents, head);
}

function firstOf(recognizers: readonly Recognizer[], head: Head): Look | undefined {
  for (const recognize of recognizers) {
    const look = recognize(head);
    if (look !== undefined) return look;
  }
  return undefined;
}

export { type Head, headOf, type Look };
