import type { HotKey } from "../measures/measures.ts";
import { isAboutSpread } from "../rules/index.ts";
import type { Case } from "../simulations/case.ts";
import { isHashed } from "../simulations/hashed-case.ts";
import type { KeyMention } from "./key-mention.ts";
import type { Remedy } from "./remedy.ts";

/** One remedy or hint: text with mentions of keys in it. */
export interface Suggestion {
  readonly id: string;
  readonly parts: readonly (string | KeyMention)[];
  /** What the text advises, as data. */
  readonly remedies?: readonly Remedy[];
}

/** What a suggester says: only a text, or a text with its remedies as data. */
export type Advice = Suggestion["parts"] | Pick<Required<Suggestion>, "parts" | "remedies">;

/** Looks at one case; undefined if it has nothing useful to say. */
export interface Suggester {
  readonly id: string;
  /** Whether it simulates where a partitioner puts keys. */
  readonly needsHash?: true;
  suggest(subject: Case): Advice | undefined;
}

/** What suggesters say about a case, in their order. */
export function suggestionsBy(suggesters: readonly Suggester[], subject: Case): Suggestion[] {
  return suggesters.flatMap(({ id, needsHash, suggest }) => {
    if (needsHash && !isHashed(subject)) return [];
    const advice = suggest(subject);
    if (advice === undefined) return [];
    return [{ id, ...("parts" in advice ? advice : { parts: advice }) }];
  });
}

/** Template tag: sentenceWithKeys`key ${{ key }} has ${"8 %"}`; text between keys is joined. */
export function sentenceWithKeys(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | KeyMention | Suggestion["parts"])[]
): Suggestion["parts"] {
  const parts = texts.flatMap((text, i) => {
    const value = values[i];
    if (value === undefined) return [text];
    if (typeof value === "number") return [text, String(value)];
    return typeof value === "object" && "length" in value ? [text, ...value] : [text, value];
  });
  const joined: (string | KeyMention)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined.splice(-1, 1, last + part);
    else joined.push(part);
  }
  return joined;
}

/** Whether a rule about the spread over partitions is broken. */
export function spreadIsBroken({ findings }: Case): boolean {
  return findings.some(isAboutSpread);
}

/** `"US" and the 2 next hottest keys` */
export function nameKeys(keys: readonly HotKey[]): Suggestion["parts"] {
  const [first] = keys;
  if (first === undefined) return [];
  const others = keys.length - 1;
  if (others === 0) return [first];
  return [
    first,
    others === 1 ? " and the next hottest key" : ` and the ${others} next hottest keys`,
  ];
}
