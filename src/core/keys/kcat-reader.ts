import { badJson, jsonKeyNotScalar, noJsonValue } from "../errors/format-messages.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import { ByteCursor } from "./json/byte-cursor.ts";
import type { CreateKeyReader } from "./key-reader.ts";
import type { KeySink } from "./key-sink.ts";
import { LineReader } from "./line-reader.ts";

const NAME = "key";

/**
 * What `kcat -J` writes: a JSON object a line, whose key has bytes from 0x80 on as they are, so that
 * binary keys are whole, though the line is no UTF-8 then.
 */
export const createKcatReader: CreateKeyReader = (sink, { missing }) => {
  const buffer = new ByteBuffer();
  const name = new ByteBuffer();
  return new LineReader((bytes, start, end) => {
    const cursor = new ByteCursor(bytes, start, end);
    if (cursor.isAtEnd) return;
    if (!addKey(cursor, sink, bytes, buffer, name)) {
      if (missing !== "null") throw noJsonValue("/key");
      sink.addNull(1);
    }
  });
};

/** Whether the object has a key. */
function addKey(
  cursor: ByteCursor,
  sink: KeySink,
  bytes: Uint8Array,
  buffer: ByteBuffer,
  name: ByteBuffer,
): boolean {
  let isFound = false;
  cursor.expect("{");
  if (cursor.takes("}")) return false;
  do {
    name.clear();
    cursor.takeString(name);
    cursor.expect(":");
    if (!isFound && name.length === NAME.length && name.text() === NAME) {
      addValue(cursor, sink, bytes, buffer);
      isFound = true;
    } else cursor.skipValue();
  } while (cursor.takes(","));
  cursor.expect("}");
  if (!cursor.isAtEnd) throw badJson("its syntax is wrong");
  return isFound;
}

function addValue(cursor: ByteCursor, sink: KeySink, bytes: Uint8Array, buffer: ByteBuffer): void {
  const kind = cursor.next;
  if (kind === '"') {
    buffer.clear();
    cursor.takeString(buffer);
    sink.add(buffer.bytes, 0, buffer.length, 1);
  } else if (kind === "n") {
    cursor.skipValue();
    sink.addNull(1);
  } else if (/[-\d]/.test(kind)) {
    // kcat -s key=i and the like.
    const start = cursor.skipValue();
    sink.add(bytes, start, cursor.at, 1);
  } else {
    throw jsonKeyNotScalar("/key", kind === "{" ? "an object" : kind === "[" ? "a list" : "a word");
  }
}
