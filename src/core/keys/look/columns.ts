import { likelyKey, likelyKeyInHeader } from "../../errors/likely-key.ts";
import { delimiterByte, delimiterText } from "../delimiter.ts";
import type { KeyReading } from "../key-location.ts";
import { type Head, most } from "./head.ts";
import { NEARLY_ALL } from "./look.ts";

const DELIMITERS = [",", ";", "\t", "|", "\u0001"];
/** What Excel and PowerShell write before the header. */
const BEFORE_HEADER = /^(?:sep=.?$|#TYPE )/i;
/** Rows that show the number of columns. */
const ROWS = 20;

/**
 * How to read rows of cells, as far as their first lines show it: with which delimiter, with or
 * without a header, and the column of the key.
 *
 * @param base how the cells were read; its delimiter, if the user named it, may be wrong
 */
export function columnReadings({ lines }: Head, base: KeyReading): KeyReading[] {
  const written = lines.filter((line) => line !== "" && !BEFORE_HEADER.test(line));
  const said = delimiterOf(base);
  const found = findDelimiter(written);
  const isSaidFit = said !== undefined && widthOf(written, said) > 1;
  const all = isSaidFit ? [said, found] : [found, said];
  return [...new Set(all)].flatMap((delimiter) => {
    return delimiter === undefined ? [] : [columnsReading(written, delimiter, base)];
  });
}

function delimiterOf({ format, delimiter }: KeyReading): string | undefined {
  const byte = delimiter === undefined ? undefined : delimiterByte(delimiter);
  if (byte !== undefined) return String.fromCharCode(byte);
  return format === "tsv" ? "\t" : ",";
}

function columnsReading(
  lines: readonly string[],
  delimiter: string,
  { format, delimiter: said }: KeyReading,
): KeyReading {
  const rows = lines.map((line) => cellsOf(line, delimiter));
  const isTsv = delimiter === "\t" && !lines.some((line) => line.includes('"'));
  const plain = isTsv ? "tsv" : "csv";
  const usual = plain === "tsv" ? "\t" : ",";
  return {
    ...(format === plain ? {} : { format: plain }),
    delimiter: delimiter === usual && said === undefined ? undefined : delimiterText(delimiter),
    ...keyColumn(rows),
  };
}

/** The character that splits the first lines into the most columns. */
function findDelimiter(lines: readonly string[]): string | undefined {
  const found = DELIMITERS.map((delimiter) => ({ delimiter, width: widthOf(lines, delimiter) }));
  return found.filter(({ width }) => width > 1).sort((a, b) => b.width - a.width)[0]?.delimiter;
}

/** The number of columns; 1 if the first lines have different ones. */
function widthOf(lines: readonly string[], delimiter: string): number {
  const widths = lines.slice(0, ROWS).map((line) => cellsOf(line, delimiter).length);
  return new Set(widths).size === 1 ? (widths[0] ?? 1) : 1;
}

function keyColumn(rows: readonly (readonly string[])[]): KeyReading {
  const [names = [], ...below] = rows;
  if (isHeader(names, below)) {
    return { header: undefined, column: likelyKeyInHeader(names) ?? likelyKey(names) };
  }
  const at = names.findIndex((_, i) => !goesUpByOne(rows.map((row) => row[i] ?? "")));
  return { header: false, column: Math.max(at, 0) + 1 };
}

/**
 * Whether words stand above numbers, or names that are usual for columns above anything else. If not,
 * the first row may be data.
 */
function isHeader(names: readonly string[], rows: readonly (readonly string[])[]): boolean {
  if (names.some((name) => name !== "" && isNumber(name))) return false;
  const isAbove = names.some((_, i) => {
    return most(rows, NEARLY_ALL, (row) => isNumber(row[i] ?? ""));
  });
  const isRepeated = names.some((name, i) => name !== "" && rows.some((row) => row[i] === name));
  return isAbove || (!isRepeated && likelyKeyInHeader(names) !== undefined);
}

function isNumber(text: string): boolean {
  return /^-?\d+([.,]\d+)*$/.test(text);
}

/** Row numbers and offsets, which are not keys. */
function goesUpByOne(cells: readonly string[]): boolean {
  const numbers = cells.map((cell) => (/^\d+$/.test(cell) ? Number(cell) : Number.NaN));
  return (
    cells.length > 2 && numbers.every((one, i) => i === 0 || one === (numbers[i - 1] ?? 0) + 1)
  );
}

/** The cells of a line, without quotes around them. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (const character of line) {
    if (character === '"' && (isQuoted || cell === "")) isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell];
}
