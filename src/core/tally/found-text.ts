import { percent, plural } from "../text/format.ts";
import {
  EXPLAINED,
  type FoundPartitioner,
  type FoundPartitioners,
  MIN_KEYS,
} from "./found-partitioners.ts";
import { hashFound } from "./known-hash.ts";

/** What was found, without the words for it. */
type Found = Omit<FoundPartitioners, "text" | "about">;

/**
 * Whose the recorded partitions are, as the end of a sentence: `crc32, by 100 % of the records …`; undefined
 * if no partitioner explains them.
 */
export function foundText({ found, splitKeys }: Found): string | undefined {
  const [only, ...others] = found;
  if (only === undefined) return undefined;
  if (others.length === 0) {
    return `${nameOf(only)}, by ${percent(only.recordShare)} of the records and ${percent(only.keyShare)} of the keys`;
  }
  const shares = found.map((one) => `${percent(one.recordShare)} ${nameOf(one)}`).join(", ");
  const clients = others.length === 1 ? "two clients write" : "three clients write";
  const split = `${plural(splitKeys, "key")} ${splitKeys === 1 ? "is" : "are"} in more than one partition`;
  return `${shares}: ${clients} this topic with different partitioners; ${split}`;
}

/** The text about records that are judged where they were written, in sentences. */
export function foundSentences(what: Found): string {
  const { found, keys, splitKeys, nearest } = what;
  const text = foundText(what);
  const sentences = [
    ...(splitKeys === 0
      ? []
      : [`${percent(splitKeys / keys)} of the keys are in more than one partition.`]),
    text === undefined ? unexplained(nearest) : `The partitions are those of ${text}.`,
    ...hashText(found),
  ];
  return sentences.join(" ");
}

/** What is simulated where a hash is needed. */
function hashText(found: Found["found"]): string[] {
  const hash = hashFound(found);
  if (hash === undefined) return ["No hash is known, so nothing is advised that needs one."];
  return found[0]?.names.length === 1 ? [] : [`What needs a hash is simulated with ${hash}.`];
}

function unexplained(nearest: Found["nearest"]): string {
  if (nearest === undefined) return "No known partitioner explains the partitions.";
  const { name, recordShare, keyShare } = nearest;
  return recordShare < EXPLAINED || keyShare < MIN_KEYS
    ? `No known partitioner explains the partitions (the closest, ${name}, explains ${percent(recordShare)} of the records and ${percent(keyShare)} of the keys).`
    : "There are too few keys or partitions to tell which partitioner placed them.";
}

/** `murmur2`, `murmur2 or murmur2-unsigned` */
function nameOf({ names }: FoundPartitioner): string {
  return names.join(" or ");
}
