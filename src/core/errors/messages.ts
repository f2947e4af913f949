import { didYouMean } from "../text/did-you-mean.ts";
import { clip } from "../text/printable.ts";
import { ifKnown, type Phrase, phrase, setting } from "./phrase.ts";
import { readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

/*
 * Every error a user can meet while keys are read or a distribution is judged: what happened
 * and what to do next. What is wrong with a contract is said where it is found, in contract/.
 * Text is raw here: the door that prints an error escapes it. Keys and other data of the user stand
 * only in `data`.
 */

const MEBIBYTE = 1024 * 1024;
/** Names listed in one message: a few lines. */
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
      ? 'If an empty key stands for a null key, say so in the contract with null_token: "".'
      : "Mend the key, or set the key_type your producer's serializer has.";
  const subject = text === "" ? "an empty key" : "the key";
  return new UserError({
    what: `${subject} is not of key_type ${keyType}, which is ${form}`,
    data: `"${clip(text, 40)}"`,
    next,
  });
}

export function tooManyKeys(keys: number): UserError {
  return new UserError({
    what: `more than ${keys} distinct keys need over 4 GiB`,
    next: "Judge a smaller sample: a few million records say as much about the distribution.",
  });
}

export function misnamedSample(): UserError {
  return new UserError({
    what: "this is a sample, but its name does not say so",
    next: "Give it as a file whose name ends in .skew; it cannot come through standard input.",
  });
}

export function mixedWithSample(): UserError {
  return new UserError({
    what: "a topic's samples (.skew) and its other key files cannot be judged together",
    next: "A sample holds no keys that others could be compared with: make one of the other files too.",
  });
}

export function sampleTooLarge(): UserError {
  return new UserError({
    what: "the samples hold more keys than the memory has room for",
    next: phrase`Give more with ${setting("memory")}, or judge fewer of them at once.`,
  });
}

/** What was before was spread by another partitioner than the sample knows. */
export function sampleLacksHashes(partitioner: string): UserError {
  return new UserError({
    what: `the sample holds no hashes for the baseline's partitioner ${partitioner}, so it cannot tell which keys move`,
    next: `Make it anew with \`skew-contract sample --hashes\`, ${partitioner} among them, or leave the baseline out.`,
  });
}

export function threadFailed(cause: Error): UserError {
  return new UserError(
    {
      what: `a thread that counts keys ended early: ${cause.message}`,
      next: ifKnown(
        phrase`What came through a pipe cannot be read again: run it once more, with ${setting("threads", "1")} if this comes back.`,
        "What came through a pipe cannot be read again: run it once more.",
      ),
    },
    { cause },
  );
}

export function tooManyLongKeys(): UserError {
  return new UserError({
    what: "keys of more than 8 KiB take more than a twentieth of the memory",
    next: ifKnown(
      phrase`Are these keys, or whole records? Give more with ${setting("memory")}, or judge a smaller sample.`,
      "Are these keys, or whole records? Judge a smaller sample.",
    ),
  });
}

export function fileChanged(): UserError {
  return new UserError({
    what: "the key file changed while it was read",
    next: "Let the test that writes it end first; nothing was judged, because keys may be cut or missing.",
  });
}

export function zstdNeedsDictionary(): UserError {
  return new UserError({
    what: "the zstd file was written with a dictionary; dictionaries are not supported",
    next: "Compress it without a dictionary, or decompress it first.",
  });
}

export function zstdWindow(): UserError {
  return new UserError({
    what: "the zstd file needs a window of more than 128 MiB",
    next: "Compress it with a window of at most 128 MiB, zstd's default, or decompress it first.",
  });
}

export function zstdMemory(): UserError {
  return new UserError({
    what: "there is not enough memory to decompress the zstd file",
    next: "Compress it at zstd's default level, or decompress it first.",
  });
}

/** @param ending of the file's name */
export function notCompressed(ending: string): UserError {
  return new UserError({
    what: `the file's name ends in ${ending}, but it is neither gzip nor zstd`,
    next: "Its beginning may be damaged: write it again. If it is plain text, name it without that ending.",
  });
}

/** @param waitedMs how long was waited for it */
export function nobodyWrites(waitedMs: number): UserError {
  return new UserError({
    what: `it is a pipe, and nobody has written to it for ${waitedMs / 1000} s`,
    next: "Start what writes to it first, or give a file.",
  });
}

export function textTooLarge(): UserError {
  return new UserError({
    what: "it is over 64 MiB",
    next: "Is this the right file? It is read whole.",
  });
}

export function lineTooLong(limitBytes: number): UserError {
  return new UserError({
    what: `a line is longer than ${limitBytes / MEBIBYTE} MiB`,
    next: "Kafka refuses keys over about 1 MiB. Is this a file with one key a line?",
  });
}

export function tooManyRecords(): UserError {
  return new UserError({
    what: "the counts add up to more than 2^53 records",
    next: "Counts are exact below that; scale them down.",
  });
}

export function badCount(text: string): UserError {
  return new UserError({
    what: "the count is not a whole number of 0 or more",
    data: `"${clip(text, 40)}"`,
    next: phrase`Write how many records have the key, in plain digits: 6000, not 6.000, 6,000 or 6E+03. If it is not a count, say so: ${readingText({ countColumn: false })}.`,
  });
}

export function binaryKeys(): UserError {
  return new UserError({
    what: "this looks like binary data, not one key a line",
    next: "Write binary keys as hex or Base64 and set key_type. If these are keys, say so with format: lines.",
  });
}

export function foreignFormat(kind: string, next: string): UserError {
  return new UserError({ what: `this is ${kind}, not a list of keys`, next });
}

export function allKeysUnplaced(records: number, someEmpty: boolean): UserError {
  const why = someEmpty ? "their keys are empty or null" : "their keys are all null";
  return new UserError({
    what: `none of the ${records} records gets its partition by its key: ${why}`,
    next: "There is no distribution to judge. Does the test that writes the keys run the real key code?",
  });
}

export function noRecords(): UserError {
  return new UserError({
    what: "there is not one key in the input",
    next: "Run the test that writes the keys first, and check that it writes to this path.",
  });
}

export function unclearFormat(): UserError {
  return new UserError({
    what: "the file's ending does not say that it holds one key a line",
    next: phrase`Name its format, such as lines, csv, tsv, json or jsonl (in the contract: keys: {path: …, format: jsonl}${ifKnown(phrase`; or else: ${setting("format", "jsonl")}`, "")}).`,
  });
}

export function sharedKeyFile(one: string, other: string, label: string): UserError {
  return new UserError({
    what: `the topics ${one} and ${other} share the key file ${label}`,
    next: "Each topic needs its own keys. If both really have the same, write them to two files.",
  });
}
