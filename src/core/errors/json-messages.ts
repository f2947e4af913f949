import { clip } from "../text/printable.ts";
import { fileArgument, type Phrase, phrase, setting } from "./phrase.ts";
import { readingText, shellText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

// Errors of JSON files. The user's data is only in `data`.

/** What messages call a record. */
export interface JsonSubject {
  readonly subject: string;
  readonly next: Phrase;
}

export const jsonLine: JsonSubject = {
  subject: "the line",
  next: phrase`JSON Lines has one complete JSON value per line. If a value spans several lines, or all are in one list, use ${readingText({ format: "json" })}; otherwise, fix the line: it may be cut short.`,
};

export const jsonRecord: JsonSubject = {
  subject: "the record",
  next: "Fix it, or write the file again; it may be cut short.",
};

/** @param reason our own words, without anything from the line */
export function badJson(reason: string, { subject, next }: JsonSubject = jsonLine): UserError {
  return new UserError({ what: `${subject} is not JSON: ${reason}`, next });
}

export function bytesInJson(): UserError {
  return new UserError({
    what: "the line is not JSON: it is not valid UTF-8, but contains bytes as kcat -J writes them",
    next: phrase`Read it as kcat output, in which such bytes are allowed: ${readingText({ format: "kcat" })}.`,
  });
}

/** @param recordsField the field that seems to contain the records */
export function noJsonValue(
  pointer: string,
  subject = jsonLine.subject,
  recordsField?: string,
): UserError {
  if (recordsField !== undefined) return recordsInField(recordsField);
  return new UserError({
    what: `${subject} has nothing at "${clip(pointer, 60)}"`,
    next: phrase`Name another field with ${setting("pointer")} (in the contract: keys: {path: …, pointer: …}). For a record without a key, write null, or use ${readingText({ missing: "null" })}.`,
    isAboutFields: true,
  });
}

/** A response such as `{"meta": …, "data": […]}`. */
function recordsInField(field: string): UserError {
  const name = /^[A-Za-z_]\w*$/.test(field) ? `.${field}[]` : `.[${JSON.stringify(field)}][]`;
  return new UserError({
    what: `this is not a record, but an object with a list of records in "${clip(field, 30)}"`,
    next: phrase`Write one record per line, and use that file instead: jq -c ${shellText(name)} ${fileArgument("response.json")} > ${fileArgument("response.json", "records")}.`,
  });
}

/** A record that kcat wrote without a key. */
export function noKcatKey(): UserError {
  return new UserError({
    what: `the line has nothing at "/key"`,
    next: phrase`kcat -J writes null for a null key. If the field is missing instead, use ${readingText({ format: "kcat", missing: "null" })}.`,
  });
}

export function jsonKeyNotScalar(pointer: string, found: string): UserError {
  return new UserError({
    what: `"${clip(pointer, 60)}" is ${found}, but a key is a string, a number or null`,
    next: [
      phrase`Kafka's partitioner hashes the bytes that the producer's serializer wrote, which a JSON value does not show. Export the keys as they were written (kcat -J has them as text), unless a single field is the whole key. `,
      phrase`Point at that with ${setting("pointer")}.`,
    ],
    isAboutFields: true,
  });
}
