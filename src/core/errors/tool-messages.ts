import { phrase, setting } from "./phrase.ts";
import { readingText } from "./reading-text.ts";
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

/**
 * @param fields how many fields of kafka-console-consumer precede them
 * @param separator as it is written in a contract; undefined if it is longer than one character
 */
export function unclearHeaders(fields: number, separator: string | undefined): UserError {
  const what = "the first fields may be the records' headers, or keys that contain a colon";
  if (separator === undefined) {
    return new UserError({ what, next: "Export without print.headers." });
  }
  const delimiter = separator === "\\t" ? {} : { delimiter: separator };
  const column = (number: number) => {
    return readingText({
      format: "tsv",
      header: false,
      delimiter: undefined,
      ...delimiter,
      column: number,
    });
  };
  return new UserError({
    what,
    next: phrase`Export without print.headers, or read the keys by column. If these fields are headers, use ${column(fields + 2)}; if they are keys, ${column(fields + 1)}. null_token: "null" reads null keys.`,
  });
}

export function separatorInHeaders(): UserError {
  return new UserError({
    what: "headers may contain this separator, so it is not clear where the key begins",
    next: "Export without print.headers, or with another key.separator.",
  });
}

/** @param separator the one that the lines show, as it is written in a contract; may be empty */
export function otherConsoleSeparator(separator: string): UserError {
  const what = "the fields of kafka-console-consumer are not separated by the delimiter";
  if (separator === "") {
    return new UserError({ what, next: "Export them with a key.separator between the fields." });
  }
  const delimiter = separator === "\\t" ? undefined : separator;
  return new UserError({
    what,
    next: phrase`Name its key.separator: ${readingText({ format: "console", delimiter })}.`,
  });
}
