import { UserError } from "./errors.ts";
import { didYouMean } from "./text/did-you-mean.ts";
import { printable } from "./text/printable.ts";

/*
 * Every error a user can meet while keys are read or a distribution is judged: what happened
 * and what to do next. The contract's own errors are in contract/problems.ts.
 */

const MEBIBYTE = 1024 * 1024;

export function unknownName(kind: string, name: string, known: readonly string[]): UserError {
  return new UserError({
    what: `unknown ${kind} "${printable(String(name), 60)}"${didYouMean(String(name), known)}`,
    next: `Use one of ${known.join(", ")}.`,
  });
}

export function badPartitions(found: number, most: number): UserError {
  return new UserError({
    what: `partitions must be a whole number from 1 to ${most}, not ${found}`,
    next: "kafka-topics --describe --topic NAME shows how many a topic has.",
  });
}

export function badKeyText(keyType: string, text: string, form: string): UserError {
  const shown = text === "" ? "an empty key" : `"${printable(text, 40)}"`;
  return new UserError({
    what: `${shown} is not of key_type ${keyType}, which is ${form}`,
    next:
      text === ""
        ? 'If it stands for a null key, say so in the contract with null_token: "".'
        : "Mend the key, or set the key_type your producer's serializer has.",
  });
}

export function tooManyKeys(keys: number): UserError {
  return new UserError({
    what: `more than ${keys} distinct keys need over 4 GiB`,
    next: "Judge a smaller sample: a few million records say as much about the distribution.",
  });
}

export function lineTooLong(limitBytes: number): UserError {
  return new UserError({
    what: `a line is longer than ${limitBytes / MEBIBYTE} MiB`,
    next: "Kafka refuses keys over about 1 MiB. Is this a file with one key a line?",
  });
}

export function tooManyRecords(): UserError {
  return new UserError({
    what: "the counts add up to more than 2^53 records",
    next: "Counts are exact below that; scale them down.",
  });
}

export function badCount(text: string): UserError {
  return new UserError({
    what: `the count "${printable(text, 40)}" is not a whole number of 0 or more`,
    next: "Write how many records have the key, in plain digits.",
  });
}

export function noCsvColumn(column: string, header: readonly string[], hint: string): UserError {
  const names = header
    .map((name) => `"${printable(name, 30)}"`)
    .slice(0, 20)
    .join(", ");
  return new UserError({
    what: `the CSV header has no column "${printable(column, 60)}"${hint}`,
    next: `Its columns are ${names}. Name one with keys: {path: …, column: …}, or give the file a header line.`,
  });
}

export function csvColumnTwice(column: string): UserError {
  return new UserError({
    what: `the CSV header has the column "${printable(column, 60)}" twice`,
    next: "Rename one of them, so that it is clear which holds the key.",
  });
}

export function csvCells(found: number, expected: number): UserError {
  return new UserError({
    what: `the row has ${found} cells where the header has ${expected}`,
    next: 'A cell that holds a comma, a quote or a line break must stand in "quotes".',
  });
}

export function csvTextAfterQuote(): UserError {
  return new UserError({
    what: "a quoted cell goes on after its closing quote",
    next: 'A quote inside a quoted cell is written twice: "a ""quoted"" word".',
  });
}

export function csvOpenQuote(): UserError {
  return new UserError({
    what: "a quoted cell opens here and is never closed",
    next: "Close the quote; the file may be cut short.",
  });
}

export function badJsonLine(reason: string): UserError {
  return new UserError({
    what: `the line is not JSON: ${printable(reason, 100)}`,
    next: "JSON Lines has one whole JSON value a line. Mend the line; it may be cut short.",
  });
}

export function noJsonValue(pointer: string): UserError {
  return new UserError({
    what: `the line has nothing at "${printable(pointer, 60)}"`,
    next: "Name another field with keys: {path: …, pointer: /field}; for a record without a key write null.",
  });
}

export function jsonKeyNotScalar(pointer: string, found: string): UserError {
  return new UserError({
    what: `"${printable(pointer, 60)}" holds ${found}, but a key is a string, a number or null`,
    next: "Point further into it, for example /key/id.",
  });
}

export function binaryKeys(): UserError {
  return new UserError({
    what: "this looks like binary data, not one key a line",
    next: "Write binary keys as hex or Base64 and set key_type. If these are keys, say keys: {path: …, format: lines}.",
  });
}

export function foreignFormat(kind: string): UserError {
  return new UserError({
    what: `this is ${kind}, not a list of keys`,
    next: "Export the keys as text (one a line), CSV or JSON Lines; gzip and zstd are read as they are.",
  });
}

export function allKeysUnplaced(records: number, someEmpty: boolean): UserError {
  const why = someEmpty ? "their keys are empty or null" : "their keys are all null";
  return new UserError({
    what: `none of the ${records} records gets its partition by its key: ${why}`,
    next: "There is no distribution to judge. Does the test that writes the keys run the real key code?",
  });
}

export function noRecords(): UserError {
  return new UserError({
    what: "there is not one key in the input",
    next: "Run the test that writes the keys first, and check that it writes to this path.",
  });
}
