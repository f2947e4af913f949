import { didYouMean } from "../text/did-you-mean.ts";
import { plural } from "../text/format.ts";
import { clip } from "../text/printable.ts";
import { ifKnown, type Phrase, phrase, setting } from "./phrase.ts";
import { readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

/*
 * Errors that users can get while keys are read and judged: what happened and what to do next.
 * Problems of a contract are in contract/. Texts are raw: the door that prints an error escapes them.
 * Keys and other user data go only into `data`.
 */

const MEBIBYTE = 1024 * 1024;
/** Names listed in one message. */
const MAX_NAMES = 30;

export function unknownName(kind: Phrase, name: string, known: readonly string[]): UserError {
  return new UserError({
    what: phrase`unknown ${kind} "${clip(String(name), 60)}"${didYouMean(String(name), known)}`,
    next: `Use one of ${known
      .slice(0, MAX_NAMES)
      .map((one) => clip(one, 60))
      .join(", ")}${known.length > MAX_NAMES ? ", …" : ""}.`,
  });
}

export function badPartitions(found: number, most: number): UserError {
  return new UserError({
    what: `partitions must be a whole number from 1 to ${most}, not ${found}`,
    next: "kafka-topics --describe --topic NAME shows how many a topic has.",
  });
}

export function keyIsNoBytes(): UserError {
  return new UserError({
    what: "a key is neither text nor a Uint8Array",
    next: 'Serialize it as the producer does: serializeKey("long", String(id)).',
  });
}

export function badKeyText(keyType: string, text: string, form: string): UserError {
  const next =
    text === ""
      ? 'If an empty key means a null key, set null_token: "" in the contract.'
      : "Fix the key, or set key_type to the type that your producer serializes.";
  const subject = text === "" ? "an empty key" : "the key";
  return new UserError({
    what: `${subject} is not of key_type ${keyType}, which is ${form}`,
    data: `"${clip(text, 40)}"`,
    next,
  });
}

export function keyShorterThanWindow(bytes: number, windowBytes: number): UserError {
  return new UserError({
    what: `the key has ${plural(bytes, "byte")}, but a windowed key ends with ${windowBytes} bytes of its window`,
    next: "Export keys as bytes (key_type: bytes-hex), or remove key_frame if the keys in the file have no windows.",
  });
}

export function tooManyKeys(keys: number): UserError {
  return new UserError({
    what: `more than ${keys} distinct keys need over 4 GiB`,
    next: "Use a smaller sample: a few million records say just as much about the distribution.",
  });
}

export function threadFailed(cause: Error): UserError {
  return new UserError(
    {
      what: `a thread that counts keys stopped early: ${cause.message}`,
      next: ifKnown(
        phrase`Run it again, with ${setting("threads", "1")} if this recurs. Input from a pipe cannot be read twice.`,
        "Run it again. Input from a pipe cannot be read twice.",
      ),
    },
    { cause },
  );
}

export function tooManyLongKeys(): UserError {
  return new UserError({
    what: "keys longer than 8 KiB take more than 5 % of the memory",
    next: ifKnown(
      phrase`Are these keys, or whole records? Raise ${setting("memory")}, or use a smaller sample.`,
      "Are these keys, or whole records? Use a smaller sample.",
    ),
  });
}

export function fileChanged(): UserError {
  return new UserError({
    what: "the key file changed while it was being read",
    next: "Wait until the test that writes it has finished. Nothing was judged, because keys may be cut off or missing.",
  });
}

/** @param waitedMs how long the gate waited for input */
export function nobodyWrites(waitedMs: number): UserError {
  return new UserError({
    what: `it is a pipe, and nothing was written to it for ${waitedMs / 1000} s`,
    next: "Start the program that writes to it first, or use a file.",
  });
}

export function textTooLarge(): UserError {
  return new UserError({
    what: "it is larger than 64 MiB",
    next: "Is this the right file? It is read into memory.",
  });
}

export function lineTooLong(limitBytes: number): UserError {
  return new UserError({
    what: `a line is longer than ${limitBytes / MEBIBYTE} MiB`,
    next: "Kafka rejects keys larger than about 1 MiB. Does this file have one key per line?",
  });
}

export function tooManyRecords(): UserError {
  return new UserError({
    what: "the counts add up to more than 2^53 records",
    next: "Larger counts are not exact: scale them down.",
  });
}

export function badCount(text: string): UserError {
  return new UserError({
    what: "the count is not a whole number of 0 or more, below 2^53",
    data: `"${clip(text, 40)}"`,
    next: phrase`Write how many records have the key, in plain digits: 6000, not 6.000, 6,000 or 6E+03. If it is not a count, say so: ${readingText({ countColumn: false })}.`,
  });
}

export function binaryKeys(): UserError {
  return new UserError({
    what: "this looks like binary data, not one key per line",
    next: "Write binary keys as hex or Base64 and set key_type. If these are keys, set format: lines.",
  });
}

export function foreignFormat(kind: string, next: Phrase): UserError {
  return new UserError({ what: `this is ${kind}, not a list of keys`, next });
}

export function allKeysUnplaced(records: number, someEmpty: boolean): UserError {
  const why = someEmpty ? "their keys are empty or null" : "their keys are all null";
  return new UserError({
    what: `none of the ${records} records gets its partition from its key: ${why}`,
    next: "There is no distribution to judge. Does the test that writes the keys run the real key code?",
  });
}

export function noRecords(): UserError {
  return new UserError({
    what: "the input has no keys",
    next: "Run the test that writes the keys first, and check that it writes to this path.",
  });
}

export function unclearFormat(): UserError {
  return new UserError({
    what: "the file's extension does not say that it has one key per line",
    next: phrase`Name its format, such as lines, csv, tsv, json or jsonl (in the contract: keys: {path: …, format: jsonl}${ifKnown(phrase`; or else: ${setting("format", "jsonl")}`, "")}).`,
  });
}

export function badDelimiter(delimiter: string): UserError {
  return new UserError({
    what: `the delimiter "${clip(delimiter, 20)}" is not one ASCII character`,
    next: "Write it as it is, or as \\t or \\x01; only format console takes more than one character.",
  });
}

export function replacedBytes(): UserError {
  return new UserError({
    what: "bytes of the keys were replaced by U+FFFD when they were exported: these are no longer the keys that were hashed",
    next: phrase`Export them whole, as hex: \`rpk topic consume TOPIC -f '%k{hex}\\n'\`, or kafkactl with its key encoding hex, and say key_type: bytes-hex; or with kcat -J, read with ${setting("format", "kcat")}. If the keys really have U+FFFD in them, name the format.`,
  });
}

export function sharedKeyFile(one: string, other: string, label: string): UserError {
  return new UserError({
    what: `the topics ${one} and ${other} share the key file ${label}`,
    next: "Each topic needs its own keys. If both really have the same, write them to two files.",
  });
}
