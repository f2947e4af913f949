import type { KeyLocation } from "../key-location.ts";
import type { JsonPlan } from "../row-plan.ts";
import { parsePointer } from "./pointer.ts";

const MAX_DEPTH = 32;

/** Names up to the key and up to the count; the latter empty for none. */
export function jsonPaths({ pointer = "/key", countPointer, countColumn }: KeyLocation): {
  readonly key: readonly string[];
  readonly count: readonly string[];
} {
  const key = parsePointer(pointer).path;
  if (countPointer !== undefined) return { key, count: parsePointer(countPointer).path };
  const isCounted = countColumn !== undefined && countColumn !== false;
  return { key, count: isCounted ? [...key.slice(0, -1), String(countColumn)] : [] };
}

/** The plan for a location, if it is one that faster readers know. */
export function jsonPlan(location: KeyLocation): JsonPlan | undefined {
  const { key, count } = jsonPaths(location);
  const hasCount = count.length > 0 || location.countPointer !== undefined;
  const paths = hasCount ? [key, count] : [key];
  const areFit = paths.every((path) => path.length > 0 && path.length <= MAX_DEPTH);
  // One inside the other, or the same: no matter which is found, the other is too.
  const isNested = hasCount && (beginsWith(key, count) || beginsWith(count, key));
  const isText = paths.flat().every((name) => !/\p{Surrogate}/u.test(name));
  return areFit && !isNested && isText ? { kind: "jsonl", location } : undefined;
}

function beginsWith(path: readonly string[], other: readonly string[]): boolean {
  return other.every((name, i) => path[i] === name);
}
