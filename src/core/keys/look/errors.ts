import { type Phrase, phrase } from "../../errors/phrase.ts";
import { readingText } from "../../errors/reading-text.ts";
import { UserError } from "../../errors/user-error.ts";
import type { Look } from "./look.ts";

/** A file without a named format contains something other than keys. */
export function looksLike(look: Look): UserError {
  const lines = phrase`If these are really keys, one per line, use ${readingText({ format: "lines" })}.`;
  return new UserError({
    what: `this looks like ${look.kind}, not one key per line`,
    next: [...remedies(look), lines],
    isAboutFields: look.areFieldsUnclear === true,
  });
}

/** @param format the format that its extension names */
export function otherThanEnding(look: Look, format: string): UserError {
  const named = phrase`If it is ${format} anyway, use ${readingText({ format })}.`;
  return new UserError({
    what: `the file's extension says ${format}, but this looks like ${look.kind}`,
    next: [...remedies(look), named],
    isAboutFields: look.areFieldsUnclear === true,
  });
}

/** How it can be read and what else to do, each followed by a space. */
function remedies({ reading, advice }: Look): Phrase[] {
  const how = reading === undefined ? [] : [phrase`To read it, use ${readingText(reading)}. `];
  return advice === undefined ? how : [...how, `${advice} `];
}
