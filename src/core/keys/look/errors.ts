import { type Phrase, phrase } from "../../errors/phrase.ts";
import { readingText } from "../../errors/reading-text.ts";
import { UserError } from "../../errors/user-error.ts";
import type { Look } from "./look.ts";

/** A file without a named format contains something other than keys. */
export function looksLike({ kind, reading, advice }: Look): UserError {
  const lines = phrase`If these are really keys, one per line, use ${readingText({ format: "lines" })}.`;
  return new UserError({
    what: `this looks like ${kind}, not one key per line`,
    next: [...remedies({ kind, reading, advice }), lines],
  });
}

/** @param format the format that its extension names */
export function otherThanEnding({ kind, reading, advice }: Look, format: string): UserError {
  const named = phrase`If it is ${format} anyway, use ${readingText({ format })}.`;
  return new UserError({
    what: `the file's extension says ${format}, but this looks like ${kind}`,
    next: [...remedies({ kind, reading, advice }), named],
  });
}

/** How it can be read and what else to do, each followed by a space. */
function remedies({ reading, advice }: Look): Phrase[] {
  const how = reading === undefined ? [] : [phrase`To read it, use ${readingText(reading)}. `];
  return advice === undefined ? how : [...how, `${advice} `];
}
