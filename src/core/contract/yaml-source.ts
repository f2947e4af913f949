import {
  type Alias,
  type Document,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { FilePlace } from "../errors/place.ts";
import { UserError } from "../errors/user-error.ts";
import { clip } from "../text/printable.ts";
import { childOf, duplicateKeys } from "./yaml-nodes.ts";

const MAX_EXCERPT_COLUMNS = 120;
/** More uses of YAML anchors than a contract written by hand has: an alias bomb. */
const MAX_ALIASES = 1000;
const FIX_SYNTAX = "Fix the YAML here: indent with spaces, and write every field as `name: value`.";

/** Errors of the YAML library in our words. */
const EXPLANATIONS: Readonly<Record<string, readonly [what: string, next: string]>> = {
  DUPLICATE_KEY: ["this field appears twice in one block", "Keep only one of them."],
  MULTIPLE_DOCS: [
    "a second YAML document begins here",
    "A contract is a single document: keep one.",
  ],
  TAG_RESOLVE_FAILED: ["YAML tags are not supported in a contract", "Remove the tag."],
  RESOURCE_EXHAUSTION: ["it is nested too deeply", "A contract has only a few levels."],
};

/** A range in a text; lines and columns from 1, `endColumn` is after the last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Location {
  readonly offset: number;
  readonly region: Region;
  readonly where: FilePlace;
  /** The line, with a caret under the place. */
  readonly excerpt: string;
}

/** A YAML text in which every field can be located. */
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
      schema: "core",
      resolveKnownTags: false,
      merge: true,
      stringKeys: true,
      // The library compares each key with all others; duplicateKeys uses a set.
      uniqueKeys: false,
    });
  }

  /** Errors that prevent the text from being a contract, duplicate keys included. */
  get errors(): UserError[] {
    const { errors, warnings } = this.#document;
    const all = [...errors, ...warnings, ...duplicateKeys(this.#document)];
    all.sort((a, b) => a.pos[0] - b.pos[0]);
    const found = all.map(({ code, message, pos: [start, end] }) => {
      const { where, excerpt } = this.#place(start, end);
      const [what, next] = EXPLANATIONS[code] ?? [lowerFirst(firstLine(message)), FIX_SYNTAX];
      return new UserError({ what, where, excerpt, next });
    });
    // Of several errors at one place, the others follow from the first.
    const first = new Map(found.toReversed().map((error) => [error.parts.where, error]));
    return [...first.values()].toReversed();
  }

  /** The text as plain data. @throws UserError for aliases without an anchor, or too many of them */
  toData(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (cause) {
      const { message } = cause as Error;
      const name = /Unresolved alias[^:]*: (.+)/.exec(message)?.[1];
      const { where, excerpt } = this.#placeOfAlias(name);
      const what =
        name === undefined ? "its aliases expand without end" : `the alias *${name} has no anchor`;
      const next =
        name === undefined
          ? "Use fewer anchors and aliases; fields shared by all topics go under `defaults:`."
          : `Define the anchor &${name} above this line.`;
      throw new UserError({ what, where, excerpt, next }, { cause });
    }
  }

  #placeOfAlias(name = ""): Location {
    let found: Alias | undefined;
    visit(this.#document, {
      Alias(_, alias) {
        if (name !== "" && alias.source !== name) return undefined;
        found = alias;
        return visit.BREAK;
      },
    });
    const [start, end] = found?.range ?? [0, 1];
    return this.#place(start, end);
  }

  /** The names in a block, in the order of the file. */
  namesIn(path: readonly string[]): string[] {
    let node: unknown = this.#document.contents;
    for (const name of path) node = childOf(node, name)?.value;
    return isMap(node) ? node.items.map(({ key }) => (isScalar(key) ? String(key.value) : "")) : [];
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

  /** Where a field is; if it is not in the text, where the nearest enclosing one is. */
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

  #lineText(line: number): string {
    const { lineStarts } = this.#lines;
    return this.#text.slice(lineStarts[line - 1], lineStarts[line]).replace(/\r?\n$/, "");
  }

  #place(start: number, end: number): Location {
    const { line, col } = this.#lines.linePos(Math.min(start, this.#text.length));
    const lineText = this.#lineText(line);
    // One column per character, so that the caret lines up.
    const shown = clip(lineText, MAX_EXCERPT_COLUMNS).replaceAll("\t", " ").replace(/\p{C}/gu, "·");
    const width = Math.max(1, Math.min(end - start, lineText.length - col + 1));
    const gutter = " ".repeat(String(line).length);
    const caret =
      col > MAX_EXCERPT_COLUMNS ? "" : `\n${gutter} | ${" ".repeat(col - 1)}${"^".repeat(width)}`;
    const last = this.#lines.linePos(Math.min(Math.max(start + 1, end), this.#text.length));
    return {
      offset: start,
      region: { line, column: col, endLine: last.line, endColumn: last.col },
      where: { file: this.#file, line, column: col },
      excerpt: `${line} | ${shown}${caret}`,
    };
  }
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
