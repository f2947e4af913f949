import {
  columnIsList,
  columnIsRecord,
  noContainerColumn,
} from "../../errors/container-messages.ts";
import type { KeyType } from "../key-type.ts";
import type { Cursor } from "./cursor.ts";
import type { AvroField, AvroType } from "./schema.ts";
import { branchOf, type ReadValue, type Slot, skip, valueReader } from "./values.ts";

/** A value to read out of each record. */
export interface Wanted {
  /** `user.id`: the field `id` of the record in the field `user`; empty: the record itself. */
  readonly path: string;
  readonly keyType: KeyType;
}

/** Reads one record: the slots' values, and nothing else of it. */
export type ReadRecord = (cursor: Cursor, slots: readonly Slot[]) => void;

/** @throws UserError where a field is not there, or not one value */
export function planRecord(root: AvroType, wanted: readonly Wanted[]): ReadRecord {
  const targets = wanted.map(({ path, keyType }) => {
    return { names: path === "" ? [] : path.split("."), path, keyType };
  });
  for (const { names, path } of targets) check(root, names, path);
  return step(
    root,
    targets.map((target, slot) => ({ ...target, slot })),
  );
}

interface Target {
  /** What of the path is left. */
  readonly names: readonly string[];
  readonly path: string;
  readonly keyType: KeyType;
  readonly slot: number;
}

/** The record that a type is, or that is one of a union. */
export function recordOf(type: AvroType): AvroType | undefined {
  if (type.kind === "record") return type;
  return type.kind === "union" ? type.parts.find(({ kind }) => kind === "record") : undefined;
}

function check(type: AvroType, names: readonly string[], path: string): void {
  const [name, ...rest] = names;
  const record = recordOf(type);
  if (name === undefined) {
    if (record !== undefined) {
      throw columnIsRecord(
        path,
        record.fields.map(({ name }) => name),
      );
    }
    if (type.kind === "array" || type.kind === "map") throw columnIsList(path);
    return;
  }
  const field = record?.fields.find((one) => one.name === name);
  if (field === undefined) {
    const isList = type.kind === "array" || type.kind === "map";
    throw isList ? columnIsList(path) : noContainerColumn(path, namesOf(record));
  }
  check(field.type, rest, path);
}

function namesOf(record: AvroType | undefined): string[] {
  return (record?.fields ?? []).map(({ name }) => name);
}

function step(type: AvroType, targets: readonly Target[]): ReadRecord {
  const [own] = targets.filter(({ names }) => names.length === 0);
  if (own !== undefined) {
    const read: ReadValue = valueReader(type, own.path, own.keyType);
    return (cursor, slots) => read(cursor, slots[own.slot] as Slot);
  }
  if (targets.length === 0) return (cursor) => skip(type, cursor);
  if (type.kind === "union") return unionStep(type, targets);
  const fields = type.fields.map((field) => fieldStep(field, targets));
  return (cursor, slots) => {
    for (const read of fields) read(cursor, slots);
  };
}

function fieldStep({ name, type }: AvroField, targets: readonly Target[]): ReadRecord {
  const inside = targets.filter(({ names }) => names[0] === name);
  return step(
    type,
    inside.map((target) => ({ ...target, names: target.names.slice(1) })),
  );
}

/** A record that is not there has no values. */
function unionStep(type: AvroType, targets: readonly Target[]): ReadRecord {
  const record = recordOf(type);
  const read = record && step(record, targets);
  return (cursor, slots) => {
    const branch = branchOf(type, cursor);
    if (branch === record && read !== undefined) return read(cursor, slots);
    skip(branch, cursor);
    for (const { slot } of targets) (slots[slot] as Slot).isNull = true;
  };
}
