import { percent, plural } from "../text/format.ts";
import type { FoundPartitioner, FoundPartitioners } from "./found-partitioners.ts";

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
  const [only, ...others] = found;
  const closest = nearest
    ? ` (the closest, ${nearest.name}, explains ${percent(nearest.recordShare)} of the records)`
    : "";
  const isHashKnown = only?.names.length === 1 && others.length === 0;
  const sentences = [
    ...(splitKeys === 0
      ? []
      : [`${percent(splitKeys / keys)} of the keys are in more than one partition.`]),
    text === undefined
      ? `No known partitioner explains the partitions${closest}.`
      : `The partitions are those of ${text}.`,
    ...(isHashKnown ? [] : ["No hash is known, so nothing is advised that needs one."]),
  ];
  return sentences.join(" ");
}

/** `murmur2`, `murmur2 or murmur2-unsigned` */
function nameOf({ names }: FoundPartitioner): string {
  return names.join(" or ");
}
