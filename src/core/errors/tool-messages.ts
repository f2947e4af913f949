import { phrase, setting } from "./phrase.ts";
import { type ReadingFields, readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

// Errors in the output of tools: uniq -c and kafka-console-consumer.

export function notUniqLine(): UserError {
  return new UserError({
    what: "the line has no count before its key",
    next: phrase`uniq -c writes spaces, a count, one space and the key. If these are plain keys, use ${readingText({ format: "lines" })}.`,
  });
}

export function noKeyOnLine(): UserError {
  return new UserError({
    what: "the line ends before its key",
    next: phrase`kafka-console-consumer writes the key with print.key=true. Its key.separator is ${setting("delimiter")} here.`,
  });
}

const FIRST_OF_TSV: ReadingFields = { format: "tsv", header: false, column: 1 };

export function unclearHeaders(): UserError {
  return new UserError({
    what: "the first fields may be the records' headers, or keys that contain a colon",
    next: phrase`Export without print.headers, or read the keys by column (2 if these are headers): ${readingText(FIRST_OF_TSV)}.`,
  });
}

export function separatorInHeaders(): UserError {
  return new UserError({
    what: "headers may contain this separator, so it is not clear where the key begins",
    next: "Export without print.headers, or with another key.separator.",
  });
}

export function otherConsoleSeparator(): UserError {
  return new UserError({
    what: "the fields of kafka-console-consumer are not separated by the delimiter",
    next: phrase`Name its key.separator: ${readingText({ format: "console", delimiter: "SEPARATOR" })}.`,
  });
}
