import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { UserError } from "../errors.ts";
import { printable } from "../text/printable.ts";

const MAX_EXCERPT_COLUMNS = 120;
/** More uses of YAML anchors than a contract written by hand has: an alias bomb. */
const MAX_ALIASES = 1000;

interface Location {
  readonly offset: number;
  /** `file:line:column` */
  readonly where: string;
  /** The line, with a caret under the place. */
  readonly excerpt: string;
}

/** A YAML text whose every field knows its line and column. */
export class YamlSource {
  readonly #text: string;
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(text: string, file: string) {
    this.#text = text.replace(/^\uFEFF/, "");
    this.#file = file;
    this.#document = parseDocument(this.#text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      stringKeys: true,
    });
  }

  /** What makes the text no YAML, duplicate keys included. */
  get errors(): UserError[] {
    return this.#document.errors.map(({ code, message, pos: [start, end] }) => {
      const [what = "it is not YAML"] = message.split("\n");
      const { where, excerpt } = this.#place(start, end);
      return new UserError({
        what: code === "DUPLICATE_KEY" ? "this field stands twice in one block" : lowerFirst(what),
        where,
        excerpt,
        next:
          code === "DUPLICATE_KEY"
            ? "Keep the one that is meant."
            : "Mend the YAML here; indentation is by spaces and every field is `name: value`.",
      });
    });
  }

  /** The text as plain data. @throws UserError where aliases multiply without end */
  toData(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (cause) {
      throw new UserError(
        {
          what: `the YAML cannot be expanded: ${lowerFirst((cause as Error).message)}`,
          where: this.#file,
          next: "Use fewer anchors and aliases; fields shared by all topics go under `defaults:`.",
        },
        { cause },
      );
    }
  }

  has(path: readonly string[]): boolean {
    let node: unknown = this.#document.contents;
    for (const name of path) {
      const child = childOf(node, name);
      if (child === undefined) return false;
      node = child.value;
    }
    return true;
  }

  /** Where a field is; if it is not in the text, where the nearest one around it is. */
  locate(path: readonly string[], target: "key" | "value"): Location {
    let node: unknown = this.#document.contents;
    let found: Node | undefined;
    for (const [depth, name] of path.entries()) {
      const child = childOf(node, name);
      if (child === undefined) break;
      const last = depth === path.length - 1;
      found = (last && target === "value" ? (child.value ?? child.key) : child.key) ?? found;
      node = child.value;
    }
    const [start, end] = found?.range ?? [0, 1];
    return this.#place(start, end);
  }

  #place(start: number, end: number): Location {
    const { line, col } = this.#lines.linePos(Math.min(start, this.#text.length));
    const lineText = this.#text.split(/\r?\n/, line)[line - 1] ?? "";
    const shown = printable(lineText.replaceAll("\t", " "), MAX_EXCERPT_COLUMNS);
    const width = Math.max(1, Math.min(end - start, lineText.length - col + 1));
    const gutter = " ".repeat(String(line).length);
    const caret =
      col > MAX_EXCERPT_COLUMNS ? "" : `\n${gutter} | ${" ".repeat(col - 1)}${"^".repeat(width)}`;
    return {
      offset: start,
      where: `${this.#file}:${line}:${col}`,
      excerpt: `${line} | ${shown}${caret}`,
    };
  }
}

function childOf(node: unknown, name: string): { key?: Node; value?: Node } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name);
    return pair && { key: pair.key as Node, value: (pair.value ?? undefined) as Node | undefined };
  }
  if (isSeq(node)) {
    const item = node.items[Number(name)];
    return item === undefined ? undefined : { key: item as Node, value: item as Node };
  }
  return undefined;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
