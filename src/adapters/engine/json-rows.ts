import { jsonLinesReader } from "#core/keys/json/lines-reader.ts";
import { jsonPaths } from "#core/keys/json/plan.ts";
import { kcatReader } from "#core/keys/kcat-reader.ts";
import type { KeyReader } from "#core/keys/key-reader.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import type { JsonPlan } from "#core/keys/row-plan.ts";
import type { Counter } from "./counter.ts";
import { addsKey } from "./detail-sums.ts";
import { meanings } from "./kernel.ts";

/** The size of a path in kernel/json-path.ts, and of a name in one. */
const PATH_BYTES = 24;
const NAME_BYTES = 8;
/** Names are compared 8 bytes at a time. */
const SLACK_BYTES = 8;

interface Path {
  readonly meaning: number;
  readonly names: readonly Uint8Array[];
}

/** Has the kernel read lines of JSON as a plan says. */
export function setJson(counter: Counter, plan: JsonPlan, areDetailsWanted: boolean): void {
  const { kernel, memory } = counter;
  const paths = pathsOf(plan, areDetailsWanted);
  const names = paths.flatMap((path) => path.names);
  const bytes = names.reduce((sum, { length }) => sum + length + NAME_BYTES, SLACK_BYTES);
  const start = counter.room("paths", PATH_BYTES * paths.length + bytes);
  let at = start + PATH_BYTES * paths.length;
  let text = at + NAME_BYTES * names.length;
  for (const [i, path] of paths.entries()) {
    const own = [path.meaning, at, path.names.length];
    new Uint32Array(memory.buffer, start + PATH_BYTES * i, own.length).set(own);
    for (const name of path.names) {
      new Uint32Array(memory.buffer, at, 2).set([text, name.length]);
      memory.bytes(text, name.length).set(name);
      at += NAME_BYTES;
      text += name.length;
    }
  }
  kernel.setPaths(
    start,
    paths.length,
    paths.some(({ meaning }) => meaning === meanings.count),
  );
  kernel.setUtf8(plan.kind === "jsonl");
  kernel.setMayLackKey(plan.location.missing === "null");
  kernel.clearShapes();
}

function pathsOf(plan: JsonPlan, areDetailsWanted: boolean): Path[] {
  const { key, count } = jsonPaths(plan.location);
  const details = areDetailsWanted ? plan.details.places : [];
  const paths: (readonly [number, readonly string[]])[] = [
    [meanings.key, key],
    ...(count.length === 0 ? [] : [[meanings.count, count] as const]),
    ...details.map(({ field, path }) => [meanings[field], path] as const),
    ...(areDetailsWanted && addsKey(plan) ? [[meanings.payload, ["payload"]] as const] : []),
  ];
  const encoder = new TextEncoder();
  return paths.map(([meaning, path]) => ({
    meaning,
    names: path.map((name) => encoder.encode(name)),
  }));
}

/** The reader that the file has had until now, for single lines. */
export function lineReader({ kind, location, details }: JsonPlan, sink: KeySink): KeyReader {
  return kind === "kcat"
    ? kcatReader(sink, location, details.unit)
    : jsonLinesReader(sink, location, details);
}
