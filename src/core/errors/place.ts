import { inWords } from "./in-words.ts";
import type { DoorWords, Mention } from "./phrase.ts";

/** A file, or a place in it; lines and columns from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * Where an error is: in a file, in a setting, or in something else with a name, such as
 * an environment variable, a field of a contract or the address of a broker.
 */
export type Where = FilePlace | Mention | string;

export function isFilePlace(where: Where): where is FilePlace {
  return typeof where !== "string" && "file" in where;
}

/** `file:line:column`, or the door's name of a setting. */
export function whereText(where: Where, words: DoorWords): string {
  return isFilePlace(where) ? placeText(where) : inWords(where, words);
}

/** `file:line:column`, as far as known. */
function placeText({ file, line, column }: FilePlace): string {
  return [file, line, column].filter((one) => one !== undefined).join(":");
}
