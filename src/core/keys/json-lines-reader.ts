import { badCount, badJsonLine, jsonKeyNotScalar, noJsonValue } from "../errors/messages.ts";
import { jsonTextAt } from "./json-digits.ts";
import type { CreateKeyReader } from "./key-reader.ts";
import { serializeKey } from "./key-type.ts";
import { LineReader } from "./line-reader.ts";

/**
 * JSON Lines: the key at a JSON pointer (RFC 6901), `/key` unless named. A string is taken as
 * it is, a number as it is written, `null` is a record without a key. Blank lines are skipped.
 */
export const createJsonLinesReader: CreateKeyReader = (sink, location) => {
  const pointer = parsePointer(location.pointer ?? "/key");
  const countPointer =
    location.countPointer === undefined ? undefined : parsePointer(location.countPointer);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return new LineReader((bytes, start, end) => {
    const text = decode(decoder, bytes.subarray(start, end));
    if (text.trim() === "") return;
    const json = parseJson(text);
    const key = keyText(json, text, pointer);
    const count = countPointer === undefined ? 1 : countOf(valueAt(json, countPointer));
    if (count === 0) return;
    if (key === null) {
      sink.addNull(count);
    } else {
      const keyBytes = serializeKey("string", key);
      sink.add(keyBytes, 0, keyBytes.length, count);
    }
  });
};

interface Pointer {
  readonly text: string;
  readonly path: readonly string[];
}

function parsePointer(text: string): Pointer {
  const tokens = text.split("/").slice(1);
  return { text, path: tokens.map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~")) };
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw badJsonLine("it is not valid UTF-8");
  }
}

/** The engine's own message is not passed on: it quotes the line, which may be people's data. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const isCut = /^\s*[{["]/.test(text) && !/[}\]"]\s*$/.test(text);
    throw badJsonLine(isCut ? "it ends too early" : "its syntax is wrong");
  }
}

function valueAt(json: unknown, { text, path }: Pointer): unknown {
  let value = json;
  for (const name of path) {
    const isIndex = !Array.isArray(value) || /^(0|[1-9]\d*)$/.test(name);
    if (typeof value !== "object" || value === null || !isIndex || !Object.hasOwn(value, name)) {
      throw noJsonValue(text);
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function keyText(json: unknown, line: string, pointer: Pointer): string | null {
  const value = valueAt(json, pointer);
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number") return jsonTextAt(line, pointer.path);
  const found = Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : value;
  throw jsonKeyNotScalar(pointer.text, String(found));
}

function countOf(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw badCount(JSON.stringify(value));
}
