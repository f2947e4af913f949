import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { parseContract } from "#core/contract/parse.ts";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { judge, type TopicResult } from "#core/judge.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { measure } from "#core/measures/measures.ts";
import { partitionFor } from "#core/partition-for.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import { fullKey } from "#core/reports/key-display.ts";
import { keyNames } from "#core/reports/key-names.ts";
import { suggestionText } from "#core/reports/suggestion-text.ts";
import { checkRules } from "#core/rules/index.ts";
import { suggest } from "#core/suggestions/index.ts";
import type { SampleDetails } from "#core/tally/sample-details.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";

export type Counted = readonly [key: string | Uint8Array | null, count: number];
export type Fields = RawTopic & { readonly topic?: string };

const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** `prefix0`, `prefix1`, …, each with `count` records. */
export function numbered(keys: number, count = 1, prefix = "user-"): Counted[] {
  return Array.from({ length: keys }, (_, i) => [`${prefix}${i}`, count]);
}

export function tableOf(keys: Iterable<Counted>): KeyTable {
  const table = new KeyTable();
  for (const [key, count] of keys) {
    if (key === null) {
      table.addNull(count);
    } else {
      const bytes = typeof key === "string" ? utf8(key) : key;
      table.add(bytes, 0, bytes.length, count);
    }
  }
  return table;
}

/** The whole gate on keys with their counts; strings as UTF-8. */
export function judgeKeys(
  fields: Fields,
  keys: Iterable<Counted>,
  details?: SampleDetails,
): TopicResult {
  return judge(contractFromFields(fields), tableOf(keys), { details, suggest });
}

/** Measures and findings only: much faster than judgeKeys where there is advice to look for. */
export function measureKeys(fields: Fields, keys: Iterable<Counted>) {
  const contract = contractFromFields(fields);
  const table = tableOf(keys);
  const tally = tallyKeys(table, tallySpec(contract));
  const measures = measure(tally, table.nullRecords, contract);
  return { measures, findings: checkRules({ contract, tally, measures }) };
}

export function suggestionsOf(result: TopicResult): Record<string, string> {
  const names = keyNames(result, fullKey);
  const texts = result.suggestions.map((one) => [one.id, suggestionText(one, names)]);
  return Object.fromEntries(texts);
}

/** The first `wanted` of k0, k1, … that this partitioner puts where `fits` says. */
export function keysPlaced(
  wanted: number,
  partitions: number,
  fits: (partition: number) => boolean,
  partitioner: PartitionerName = "murmur2",
): string[] {
  const found: string[] = [];
  for (let i = 0; found.length < wanted; i++) {
    if (fits(partitionFor(utf8(`k${i}`), partitions, partitioner))) found.push(`k${i}`);
  }
  return found;
}

/** What the user is told; none where `action` throws nothing. Other errors are not caught. */
export function errorsOf(action: () => unknown): readonly ErrorParts[] {
  try {
    action();
  } catch (error) {
    if (error instanceof UserErrors) return error.errors.map(({ parts }) => parts);
    if (error instanceof UserError) return [error.parts];
    throw error;
  }
  return [];
}

export const contractErrors = (yaml: string) => errorsOf(() => parseContract(yaml, "c.yml"));

/** Seeded numbers in [0, 1) that owe nothing to src/core/measures/random.ts: sfc32 (Chris Doty-Humphrey). */
export function otherRandom(seed: number): () => number {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}
