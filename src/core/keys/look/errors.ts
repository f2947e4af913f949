import { type Phrase, phrase } from "../../errors/phrase.ts";
import { readingText } from "../../errors/reading-text.ts";
import { UserError } from "../../errors/user-error.ts";
import type { Look } from "./look.ts";

/** What a file without a named format holds instead of keys. */
export function looksLike({ kind, reading, advice }: Look): UserError {
  const lines = phrase`If these really are keys, one per line, say so: ${readingText({ format: "lines" })}.`;
  return new UserError({
    what: `this looks like ${kind}, not like one key a line`,
    next: [...remedies({ kind, reading, advice }), lines],
  });
}

/** @param format that its ending names */
export function otherThanEnding({ kind, reading, advice }: Look, format: string): UserError {
  const named = phrase`If it is ${format} anyway, say so: ${readingText({ format })}.`;
  return new UserError({
    what: `the file's ending says ${format}, but this looks like ${kind}`,
    next: [...remedies({ kind, reading, advice }), named],
  });
}

/** How it can be read and what else to do, each with a blank behind it. */
function remedies({ reading, advice }: Look): Phrase[] {
  const how = reading === undefined ? [] : [phrase`Read it as that: ${readingText(reading)}. `];
  return advice === undefined ? how : [...how, `${advice} `];
}
