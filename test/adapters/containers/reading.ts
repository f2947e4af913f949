import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codecs } from "#adapters/containers/codecs.ts";
import { createAvroReader } from "#core/keys/avro/reader.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import { type KeyDecoding, type KeySink, keyTextSink } from "#core/keys/key-sink.ts";
import { readParquet } from "#core/keys/parquet/read.ts";

const folder = fileURLToPath(new URL("../../../fixtures/containers/", import.meta.url));

/** What stands in answers.json: key bytes as hex with their records, or words of the refusal. */
export interface Answer {
  readonly args: readonly string[];
  readonly nulls?: number;
  readonly keys?: Readonly<Record<string, number>>;
  readonly refused?: string;
}

export const answers: readonly (readonly [name: string, answer: Answer])[] = Object.entries(
  JSON.parse(readFileSync(`${folder}answers.json`, "utf8")),
);

export function bytesOf(name: string): Uint8Array {
  return new Uint8Array(readFileSync(folder + name));
}

/** The keys of a file by its readers; Avro in chunks of `size` bytes that are overwritten then. */
export async function readContainer(
  name: string,
  bytes: Uint8Array,
  args: readonly string[],
  size = 997,
): Promise<{ nulls: number; keys: Record<string, number> }> {
  const { location, rules } = optionsOf(args);
  const found = { nulls: 0, keys: {} as Record<string, number> };
  const target: KeySink = {
    add(key, start, end, count) {
      const hex = Buffer.from(key.subarray(start, end)).toString("hex");
      found.keys[hex] = (found.keys[hex] ?? 0) + count;
    },
    addNull(count) {
      found.nulls += count;
    },
  };
  const common = { codecs, folderColumns: new Map() };
  if (name.endsWith(".parquet")) {
    const read = (start: number, length: number) => bytes.slice(start, start + length);
    const file = { size: bytes.length, read };
    await readParquet(file, { ...common, location, rules, target, onPage: async () => {} });
    return found;
  }
  const context = { ...common, keyType: rules.keyType };
  const reader = createAvroReader(keyTextSink(target, rules), location, context);
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.slice(at, at + size);
    await reader.push(chunk);
    chunk.fill(0x23);
  }
  await reader.end();
  return found;
}

export function optionsOf(args: readonly string[]): { location: KeyLocation; rules: KeyDecoding } {
  const value = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const isEach = args.includes("--no-count-column");
  return {
    location: {
      column: value("--column"),
      countColumn: isEach ? false : value("--count-column"),
    },
    rules: { keyType: value("--key-type") === "long" ? "long" : "string" },
  };
}
