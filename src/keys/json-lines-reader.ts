import { parse as parseLossless } from "lossless-json";
import { badCount, badJsonLine, jsonKeyNotScalar, noJsonValue } from "../catalogue.ts";
import type { CreateKeyReader } from "./key-reader.ts";
import { serializeKey } from "./key-type.ts";
import { LineReader } from "./line-reader.ts";

/**
 * JSON Lines: the key at a JSON pointer (RFC 6901), `/key` unless named. A string is taken as
 * it is, a number as its digits, `null` is a record without a key. Blank lines are skipped.
 */
export const createJsonLinesReader: CreateKeyReader = (sink, location) => {
  const pointer = location.pointer ?? "/key";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return new LineReader((bytes, start, end) => {
    const text = decode(decoder, bytes.subarray(start, end));
    if (text.trim() === "") return;
    const json = parseJson(text);
    const key = keyText(valueAt(json, pointer), text, pointer);
    const count = countOf(json, location.countPointer);
    if (count === 0) return;
    if (key === null) return sink.addNull(count);
    const keyBytes = serializeKey("string", key);
    sink.add(keyBytes, 0, keyBytes.length, count);
  });
};

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw badJsonLine("it is not valid UTF-8");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badJsonLine((error as Error).message);
  }
}

function valueAt(json: unknown, pointer: string): unknown {
  let value = json;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) {
      throw noJsonValue(pointer);
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function keyText(value: unknown, line: string, pointer: string): string | null {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number") return digits(value, line, pointer);
  const found = Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : value;
  throw jsonKeyNotScalar(pointer, String(found));
}

/** The digits as written where a double would change them: 12345678901234567890, 0.10. */
function digits(value: number, line: string, pointer: string): string {
  if (Number.isSafeInteger(value)) return String(value);
  return String(valueAt(parseLossless(line), pointer));
}

function countOf(json: unknown, pointer: string | undefined): number {
  if (pointer === undefined) return 1;
  const count = valueAt(json, pointer);
  if (!Number.isSafeInteger(count) || (count as number) < 0) throw badCount(String(count));
  return count as number;
}
