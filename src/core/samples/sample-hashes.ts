import { unknownName } from "../errors/messages.ts";
import { keyIsNotText } from "../errors/partitioner-messages.ts";
import { findNonText, type KeyCounts } from "../keys/key-counts.ts";
import type { KeyType } from "../keys/key-type.ts";
import { type PartitionerName, partitionerFor } from "../partitioners/index.ts";
import { sampleHashes } from "./sample-format.ts";

/**
 * The hashes in a list of names; undefined if none is given.
 *
 * @throws UserError for a name that no hash has
 */
export function parseHashes(
  text: string | undefined,
  keyType: KeyType,
): readonly PartitionerName[] | undefined {
  if (text === undefined) return undefined;
  const all = sampleHashes(keyType);
  const names = [...new Set(text.split(",").map((name) => name.trim()))];
  return names.map((name) => {
    const known = all.find((one) => one === name);
    if (known === undefined) throw unknownName("hash", name, all);
    return known;
  });
}

/**
 * The hashes that a sample of these keys gets: those that are wanted, or all that these keys can have.
 *
 * @throws UserError if a wanted hash is of text, and a key is not text
 */
export function chooseHashes(
  keys: Pick<KeyCounts, "blocks">,
  keyType: KeyType,
  wanted: readonly PartitionerName[] | undefined,
): readonly PartitionerName[] {
  const hashes = wanted ?? sampleHashes(keyType);
  const isOfText = (name: PartitionerName) => partitionerFor(name, keyType)?.hashesText === true;
  const ofText = hashes.find(isOfText);
  const nonText = ofText && findNonText(keys);
  if (nonText === undefined) return hashes;
  if (wanted !== undefined) throw keyIsNotText(ofText ?? "", nonText);
  return hashes.filter((name) => !isOfText(name));
}
