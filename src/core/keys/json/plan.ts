import type { DetailPlace } from "../details/detail-place.ts";
import { detailPlan } from "../details/detail-plan.ts";
import type { DetailReader } from "../details/detail-reader.ts";
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

/** The plan, if its paths are such that faster readers know. */
export function jsonPlan(plan: JsonPlan): JsonPlan | undefined {
  const { location, details } = plan;
  const { key, count } = jsonPaths(location);
  const hasCount = count.length > 0 || location.countPointer !== undefined;
  const paths = [key, ...(hasCount ? [count] : []), ...details.places.map(({ path }) => path)];
  const areFit = paths.every((path) => path.length > 0 && path.length <= MAX_DEPTH);
  // One inside the other, or the same: no matter which is found, the other is too.
  const areNested = paths.some((path, i) =>
    paths.some((other, j) => i !== j && beginsWith(path, other)),
  );
  const isText = paths.flat().every((name) => !/\p{Surrogate}/u.test(name));
  return areFit && !areNested && isText ? plan : undefined;
}

/** The plan for what kcat writes, whose fields are all in one object. */
export function kcatPlan(
  location: KeyLocation,
  places: readonly DetailPlace[],
  reader: DetailReader,
): JsonPlan | undefined {
  const paths = places.map((place) => ({ ...place, path: [place.column] }));
  const details = detailPlan(paths, reader);
  // The reader sizes the payload, unless a detail is said to be there.
  const isPlain = places.every(({ column }) => column !== "payload");
  if (details === undefined || !isPlain) return undefined;
  const own = { ...location, pointer: "/key", countPointer: undefined, countColumn: undefined };
  return jsonPlan({ kind: "kcat", location: own, details });
}

function beginsWith(path: readonly string[], other: readonly string[]): boolean {
  return other.every((name, i) => path[i] === name);
}
