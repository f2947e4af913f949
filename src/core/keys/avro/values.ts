import { keyWithoutText } from "../../errors/container-messages.ts";
import { noDetailType } from "../../errors/detail-messages.ts";
import { decimalText, NumberText, uuidText } from "../binary-text.ts";
import { type DetailField, detailFields } from "../details/record-details.ts";
import type { KeyType } from "../key-type.ts";
import type { Cursor } from "./cursor.ts";
import { damagedAvro } from "./damaged.ts";
import type { AvroType } from "./schema.ts";

/** One value of a record, as text or bytes: `bytes[start, end)`. */
export interface Slot {
  isNull: boolean;
  bytes: Uint8Array;
  start: number;
  end: number;
}

/** Undefined for null. */
export function slotText({ isNull, bytes, start, end }: Slot): string | undefined {
  return isNull ? undefined : new TextDecoder().decode(bytes.subarray(start, end));
}

/** How a value is used: as a key, by its serializer, or as one of a record's details. */
export type ValueUse = KeyType | DetailField;

export type ReadValue = (cursor: Cursor, slot: Slot) => void;

/** Sizes of the types with a fixed size, in bytes. */
const WIDTHS: Readonly<Record<string, number>> = { null: 0, boolean: 1, float: 4, double: 8 };

/** Skips a value. */
export function skip(type: AvroType, cursor: Cursor): void {
  const { kind } = type;
  const width = WIDTHS[kind];
  if (width !== undefined) cursor.take(width);
  else if (kind === "int" || kind === "long" || kind === "enum") cursor.skipVarint();
  else if (kind === "bytes" || kind === "string") cursor.take(cursor.size());
  else if (kind === "fixed") cursor.take(type.size);
  else if (kind === "union") skip(branchOf(type, cursor), cursor);
  else if (kind === "record") for (const field of type.fields) skip(field.type, cursor);
  else skipBlocks(type, cursor);
}

/**
 * Arrays and maps come in blocks. A negative number of items is followed by their size in bytes.
 */
function skipBlocks({ kind, parts }: AvroType, cursor: Cursor): void {
  const [item] = parts;
  for (;;) {
    const count = Number(cursor.long());
    if (count === 0) return;
    if (count < 0) {
      cursor.take(cursor.size());
      continue;
    }
    // Only nulls take no bytes, and real lists do not contain thousands of them.
    if (count > cursor.left + 1000) throw damagedAvro("a list is longer than its block");
    for (let i = 0; i < count; i++) {
      if (kind === "map") cursor.take(cursor.size());
      skip(item as AvroType, cursor);
    }
  }
}

/** The type of a union's next value. */
export function branchOf({ parts }: AvroType, cursor: Cursor): AvroType {
  const branch = parts[Number(cursor.long())];
  if (branch === undefined) throw damagedAvro("a union has no such branch");
  return branch;
}

/**
 * How a value becomes a key: bytes as they are, everything else as text.
 *
 * @throws UserError for a type without a single form as text
 */
export function valueReader(type: AvroType, name: string, use: ValueUse): ReadValue {
  const { kind, logical = "" } = type;
  if (kind === "union") return unionReader(type, name, use);
  if (kind === "null") {
    return (_, slot) => {
      slot.isNull = true;
    };
  }
  const detail = detailFields.find((field) => field === use);
  const isTime = /^(date|time|local-timestamp|duration)/.test(logical);
  const isStamp = detail === "time" && /^(local-)?timestamp-/.test(logical);
  const read = isTime && !isStamp ? undefined : scalarReader(type, use);
  if (read !== undefined) return read;
  throw detail === undefined
    ? keyWithoutText(name, logical || kind, use as KeyType)
    : noDetailType(detail, name, logical || kind);
}

function unionReader(type: AvroType, name: string, use: ValueUse): ReadValue {
  const readers = new Map(type.parts.map((part) => [part, valueReader(part, name, use)]));
  return (cursor, slot) => readers.get(branchOf(type, cursor))?.(cursor, slot);
}

function scalarReader(type: AvroType, use: ValueUse): ReadValue | undefined {
  const { kind, logical, size } = type;
  if (kind === "int" || kind === "long") return integerReader();
  if (kind === "boolean") return textReader((cursor) => (cursor.byte() === 1 ? "true" : "false"));
  if (kind === "enum") return textReader((cursor) => symbolOf(type, cursor));
  if (kind === "float" || kind === "double") {
    const isRead = use === kind || detailFields.some((field) => field === use);
    return isRead ? textReader((cursor) => floatText(kind, cursor)) : undefined;
  }
  if (kind !== "string" && kind !== "bytes" && kind !== "fixed") return undefined;
  const length = (cursor: Cursor) => (kind === "fixed" ? size : cursor.size());
  if (logical === "decimal") {
    return textReader((cursor) => decimalText(taken(cursor, length(cursor)), type.scale));
  }
  if (logical === "uuid" && kind === "fixed" && size === 16) {
    return textReader((cursor) => uuidText(taken(cursor, 16)));
  }
  return (cursor, slot) => {
    slot.bytes = cursor.bytes;
    slot.start = cursor.take(length(cursor));
    slot.end = cursor.at;
  };
}

function taken(cursor: Cursor, length: number): Uint8Array {
  const start = cursor.take(length);
  return cursor.bytes.subarray(start, start + length);
}

function integerReader(): ReadValue {
  const text = new NumberText();
  const encoder = new TextEncoder();
  return (cursor, slot) => {
    const number = cursor.long();
    if (typeof number === "bigint") {
      slot.bytes = encoder.encode(String(number));
      slot.start = 0;
      slot.end = slot.bytes.length;
      return;
    }
    text.write(number);
    slot.bytes = text.bytes;
    slot.start = text.start;
    slot.end = text.end;
  };
}

function textReader(slotText: (cursor: Cursor) => string): ReadValue {
  const encoder = new TextEncoder();
  return (cursor, slot) => {
    slot.bytes = encoder.encode(slotText(cursor));
    slot.start = 0;
    slot.end = slot.bytes.length;
  };
}

function symbolOf({ symbols }: AvroType, cursor: Cursor): string {
  const symbol = symbols[Number(cursor.long())];
  if (symbol === undefined) throw damagedAvro("an enum has no such symbol");
  return symbol;
}

function floatText(kind: "float" | "double", cursor: Cursor): string {
  const bytes = taken(cursor, kind === "float" ? 4 : 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const number = kind === "float" ? view.getFloat32(0, true) : view.getFloat64(0, true);
  return Object.is(number, -0) ? "-0.0" : String(number);
}
