const SPACE = /\s*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

/**
 * The text of the value at a path in a JSON text, as it is written: a number keeps the digits that
 * JSON.parse would round. If a name occurs twice, the last one counts, as in JSON.parse.
 *
 * @param json text that JSON.parse accepts and that has the path
 */
export function jsonTextAt(json: string, path: readonly string[]): string {
  let at = skip(SPACE, json, 0);
  for (const name of path) at = childAt(json, at, name);
  return json.slice(at, valueEnd(json, at));
}

/** Where the child's value begins in the object or list that begins at `open`. */
function childAt(json: string, open: number, name: string): number {
  const isList = json[open] === "[";
  let found = open;
  let at = skip(SPACE, json, open + 1);
  for (let index = 0; json[at] !== "}" && json[at] !== "]"; index++) {
    let key = String(index);
    if (!isList) {
      const end = skip(STRING, json, at);
      key = JSON.parse(json.slice(at, end));
      at = skip(SPACE, json, skip(SPACE, json, end) + 1);
    }
    if (key === name) found = at;
    at = skip(SPACE, json, valueEnd(json, at));
    if (json[at] === ",") at = skip(SPACE, json, at + 1);
  }
  return found;
}

/** Where the value that begins at `start` ends; nesting is counted, without recursion. */
function valueEnd(json: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const character = json[at];
    if (character === '"') at = skip(STRING, json, at);
    else if (character === "{" || character === "[") at++;
    else if (character === "}" || character === "]" || character === "," || character === ":") at++;
    else at = Math.max(skip(SCALAR, json, at), skip(SPACE, json, at));
    if (character === "{" || character === "[") depth++;
    if (character === "}" || character === "]") depth--;
  } while (depth > 0);
  return at;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
