import {
  columnIsList,
  columnIsRecord,
  noContainerColumn,
} from "../../errors/container-messages.ts";
import { noDetailColumn } from "../../errors/detail-messages.ts";
import { detailFields } from "../details/record-details.ts";
import type { Cursor } from "./cursor.ts";
import { keyPaths } from "./key-paths.ts";
import { recordOf } from "./record-of.ts";
import type { AvroField, AvroType } from "./schema.ts";
import { branchOf, type Slot, skip, type ValueUse, valueReader } from "./values.ts";

/** A value to read from each record. */
export interface Wanted {
  /** `user.id`: the field `id` of the record in the field `user`; empty: the record itself. */
  readonly path: string;
  readonly use: ValueUse;
}

/** Reads the slots' values from one record, and skips the rest. */
export type ReadAvroRecord = (cursor: Cursor, slots: readonly Slot[]) => void;

/** @throws UserError if a field is missing, or is not one value */
export function planRecord(root: AvroType, wanted: readonly Wanted[]): ReadAvroRecord {
  const targets = wanted.map(({ path, use }) => {
    return { names: path === "" ? [] : path.split("."), path, use };
  });
  for (const { names, path, use } of targets) {
    const detail = detailFields.find((field) => field === use);
    if (detail !== undefined && !hasField(root, names)) {
      throw noDetailColumn(detail, path, namesOf(recordOf(root)));
    }
    check(root, names, path);
  }
  return step(
    root,
    targets.map((target, slot) => ({ ...target, slot })),
  );
}

interface Target {
  /** The rest of the path. */
  readonly names: readonly string[];
  readonly path: string;
  readonly use: ValueUse;
  readonly slot: number;
}

function check(type: AvroType, names: readonly string[], path: string): void {
  const [name, ...rest] = names;
  const record = recordOf(type);
  if (name === undefined) {
    if (record !== undefined) {
      const under = path === "" ? [] : [path];
      throw columnIsRecord(
        path,
        record.fields.map(({ name }) => [...under, name].join(".")),
        keyPaths(record, under),
      );
    }
    if (type.kind === "array" || type.kind === "map") throw columnIsList(path);
    return;
  }
  const field = record?.fields.find((one) => one.name === name);
  if (field === undefined) {
    const isList = type.kind === "array" || type.kind === "map";
    throw isList ? columnIsList(path) : noColumn(path, names, record);
  }
  check(field.type, rest, path);
}

/** @param names the rest of the path, which the record lacks */
function noColumn(path: string, names: readonly string[], record: AvroType | undefined) {
  const under = path.split(".").slice(0, -names.length);
  const paths = record === undefined ? [] : keyPaths(record, under);
  return noContainerColumn(
    path,
    namesOf(record).map((name) => [...under, name].join(".")),
    paths,
  );
}

function hasField(type: AvroType, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const field = recordOf(type)?.fields.find((one) => one.name === name);
  return field !== undefined && hasField(field.type, rest);
}

function namesOf(record: AvroType | undefined): string[] {
  return (record?.fields ?? []).map(({ name }) => name);
}

function step(type: AvroType, targets: readonly Target[]): ReadAvroRecord {
  const own = targets.filter(({ names }) => names.length === 0);
  if (own.length > 0) return valueStep(type, own);
  if (targets.length === 0) return (cursor) => skip(type, cursor);
  if (type.kind === "union") return unionStep(type, targets);
  const fields = type.fields.map((field) => fieldStep(field, targets));
  return (cursor, slots) => {
    for (const read of fields) read(cursor, slots);
  };
}

/** One value, which may have several uses. */
function valueStep(type: AvroType, targets: readonly Target[]): ReadAvroRecord {
  const all = targets.map(({ path, use, slot }) => ({ read: valueReader(type, path, use), slot }));
  return (cursor, slots) => {
    const start = cursor.at;
    for (const { read, slot } of all) {
      cursor.at = start;
      read(cursor, slots[slot] as Slot);
    }
  };
}

function fieldStep({ name, type }: AvroField, targets: readonly Target[]): ReadAvroRecord {
  const inside = targets.filter(({ names }) => names[0] === name);
  return step(
    type,
    inside.map((target) => ({ ...target, names: target.names.slice(1) })),
  );
}

/** If the record is null, all its values are. */
function unionStep(type: AvroType, targets: readonly Target[]): ReadAvroRecord {
  const record = recordOf(type);
  const read = record && step(record, targets);
  return (cursor, slots) => {
    const branch = branchOf(type, cursor);
    if (branch === record && read !== undefined) return read(cursor, slots);
    skip(branch, cursor);
    for (const { slot } of targets) (slots[slot] as Slot).isNull = true;
  };
}
