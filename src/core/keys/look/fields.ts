import { likelyKey } from "../../errors/likely-key.ts";
import { parsed } from "../json/parsed.ts";
import { type Pointer, parsePointer, valueAt } from "../json/pointer.ts";
import { ValueSplitter } from "../json/value-splitter.ts";
import type { KeyReading } from "../key-location.ts";
import { type Head, most } from "./head.ts";
import { NEARLY_ALL } from "./look.ts";

const MAX_DEPTH = 4;
const MAX_FIELDS = 200;
const MAX_RECORDS = 1000;

/** How to read the key in JSON records, the likeliest way first. */
export function fieldReadings({ bytes }: Head, { pointer = "/key" }: KeyReading): KeyReading[] {
  const records = recordsIn(bytes);
  // Fields of the only object are probably keys themselves: `{"US":600}`, `{"key":{"0":"US"}}`.
  if (records.length < 2) return [];
  const at = parsePointer(pointer);
  const found = records.filter((record) => valueAt(record, at) !== undefined).length;
  const another = keyPointer(records, at);
  const named = another === undefined ? [] : [{ pointer: another }];
  // Where some have it, the others have no key.
  const isInSome = found > 0 && found < records.length;
  return isInSome ? [{ missing: "null" }, ...named] : named;
}

/** A pointer to the field inside the value, if there is one, or else in the record. */
function keyPointer(records: readonly unknown[], { path }: Pointer): string | undefined {
  const all = new Map<string, readonly string[]>();
  for (const record of records.slice(0, 10)) collect(record, [], all);
  const fit = [...all.values()].filter((one) =>
    most(records, NEARLY_ALL, (record) => isKey(valueAt(record, { path: one }))),
  );
  const inside = fit.filter((one) => path.every((name, i) => one[i] === name));
  const candidates = inside.length > 0 ? inside : fit;
  // Redpanda Console writes the key's text and its encoding.
  const payload = inside.find((one) => one.length > path.length && one.at(-1) === "payload");
  if (payload !== undefined) return pointerText(payload);
  const names = candidates.map((one) => one.join("."));
  const best = candidates[names.indexOf(likelyKey(names) ?? "")];
  return best && pointerText(best);
}

function pointerText(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function collect(value: unknown, path: readonly string[], all: Map<string, readonly string[]>) {
  if (isKey(value) && path.length > 0) all.set(JSON.stringify(path), path);
  if (typeof value !== "object" || value === null || path.length === MAX_DEPTH) return;
  for (const [name, inner] of Object.entries(value)) {
    if (all.size < MAX_FIELDS) collect(inner, [...path, name], all);
  }
}

function isKey(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

/** The complete records at the beginning of a file. */
function recordsIn(bytes: Uint8Array): unknown[] {
  const records: unknown[] = [];
  const splitter = new ValueSplitter((value, start, end) => {
    if (records.length === MAX_RECORDS) return;
    const record = parsed(new TextDecoder().decode(value.subarray(start, end)));
    if (record !== undefined) records.push(record);
  });
  try {
    splitter.push(bytes);
  } catch {
    // What is not JSON ends the records that can be looked at.
  }
  return records;
}
