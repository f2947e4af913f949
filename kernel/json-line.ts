import { findNothing, takeScalar } from "./json-found";
import { beginPaths, closeDepth, INNER, isOnPath, meaningOf, NOTHING, PAYLOAD } from "./json-path";
import { beginShape, MAX_LINE_BYTES, noteValue } from "./json-shape";
import { endOfString, hasEscapes, hasSurrogates, mustBeUtf8 } from "./text";

// Reads a line of JSON whatever it is made of.

const LF: u8 = 10;
const CR: u8 = 13;
const TAB: u8 = 9;
const SPACE: u8 = 32;
const QUOTE: u8 = 34;
const COMMA: u8 = 44;
const COLON: u8 = 58;
const OPEN_LIST: u8 = 91;
const CLOSE_LIST: u8 = 93;
const OPEN_OBJECT: u8 = 123;
const CLOSE_OBJECT: u8 = 125;
const MAX_DEPTH: u32 = 32;

/** Brackets that are open, and a bit for each that is an object's. */
let depth: u32 = 0;
let objects: u64 = 0;
/** What the value that comes next is for. */
let meaning: u32 = NOTHING;
/** Whether the line that was read last has nothing in it. */
export let isBlank: bool = false;

/** Reads a line with an object, or a blank one; where the next one begins, 0 where this one is odd. */
export function endOfLine(line: usize): usize {
  let at = skipBlanks(line);
  isBlank = load<u8>(at) === LF;
  if (isBlank) return at + 1;
  if (load<u8>(at) !== OPEN_OBJECT) return 0;
  depth = 0;
  objects = 0;
  meaning = NOTHING;
  findNothing();
  beginPaths();
  beginShape();
  do {
    at = endOfValue(at);
  } while (at !== 0 && depth > 0);
  if (at === 0 || at - line > MAX_LINE_BYTES) return 0;
  at = skipBlanks(at);
  return load<u8>(at) === LF ? at + 1 : 0;
}

/** Reads a value, or the beginning of an object or list, and what follows up to the next one. */
function endOfValue(start: usize): usize {
  const byte = load<u8>(start);
  if (byte === OPEN_OBJECT || byte === OPEN_LIST) return openValue(start, byte === OPEN_OBJECT);
  const end = takeScalar(start, meaning);
  if (end === 0) return 0;
  noteValue(start, end, meaning);
  return afterValue(end);
}

function openValue(start: usize, isObject: bool): usize {
  // A list has no names, and a key of more than one value is none.
  if (meaning === INNER ? !isObject : meaning !== NOTHING && meaning !== PAYLOAD) return 0;
  if (depth === MAX_DEPTH) return 0;
  depth++;
  objects = (objects << 1) | <u64>isObject;
  meaning = NOTHING;
  const at = skipBlanks(start + 1);
  const byte = load<u8>(at);
  if (byte === (isObject ? CLOSE_OBJECT : CLOSE_LIST)) return close() ? at + 1 : afterValue(at + 1);
  return isObject ? endOfName(at) : at;
}

/** Whether the outermost bracket is closed. */
function close(): bool {
  depth--;
  objects >>= 1;
  return depth === 0;
}

/** Where the next value begins, or the object is over. */
function afterValue(start: usize): usize {
  let at = start;
  while (true) {
    closeDepth(depth);
    at = skipBlanks(at);
    const byte = load<u8>(at);
    const isObject = (objects & 1) !== 0;
    if (byte === COMMA) {
      at = skipBlanks(at + 1);
      meaning = NOTHING;
      return isObject ? endOfName(at) : at;
    }
    if (byte !== (isObject ? CLOSE_OBJECT : CLOSE_LIST)) return 0;
    at++;
    if (close()) return at;
  }
}

/** Reads a name; where its value begins. */
function endOfName(start: usize): usize {
  if (load<u8>(start) !== QUOTE) return 0;
  const name = start + 1;
  const end = endOfString(name);
  if (end === 0) return 0;
  if (isOnPath(depth)) {
    if (hasEscapes) return 0;
    meaning = meaningOf(depth, name, <u32>(end - name));
  }
  if (hasSurrogates && !mustBeUtf8) return 0;
  const at = skipBlanks(end + 1);
  return load<u8>(at) === COLON ? skipBlanks(at + 1) : 0;
}

function skipBlanks(start: usize): usize {
  let at = start;
  for (let byte = load<u8>(at); byte <= SPACE; byte = load<u8>(++at)) {
    if (byte !== SPACE && byte !== TAB && byte !== CR) break;
  }
  return at;
}
