import type { HotKey } from "../measures/measures.ts";
import { rules } from "../rules/index.ts";
import type { Evidence, Finding } from "../rules/rule.ts";

/** A key inside a sentence; reports decide how much of it to show. */
export interface KeyMention {
  readonly key: Uint8Array;
}

/** One remedy or hint: text with mentions of keys in it. */
export interface Suggestion {
  readonly id: string;
  readonly parts: readonly (string | KeyMention)[];
}

/** What suggestions are computed from. */
export interface Case extends Evidence {
  readonly findings: readonly Finding[];
}

/** Looks at one case; undefined where it has nothing true and useful to say. */
export interface Suggester {
  readonly id: string;
  suggest(subject: Case): Suggestion["parts"] | undefined;
}

/** Template tag: sentence`key ${{ key }} has ${"8 %"}`. */
export function sentence(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | KeyMention | Suggestion["parts"])[]
): Suggestion["parts"] {
  return texts.flatMap((text, i) => {
    const value = values[i];
    if (value === undefined) return [text];
    if (typeof value === "number") return [text, String(value)];
    return typeof value === "object" && "length" in value ? [text, ...value] : [text, value];
  });
}

/** Whether a rule about the spread over partitions is broken. */
export function spreadIsBroken({ findings }: Case): boolean {
  return findings.some(({ rule: id }) => spreadRules.has(id));
}

const spreadRules: ReadonlySet<string> = new Set(
  rules.filter(({ about }) => about === "spread").map(({ id }) => id),
);

/** Share of an equal partition's load from which a key is worth being dealt with by itself. */
const MIN_LOAD = 0.5;

/**
 * The keys to deal with one by one, hottest first. The empty key is none of them: it is mostly a
 * null gone wrong, and spreading it would hide that.
 */
export function dominantKeys({ measures }: Case): HotKey[] {
  const { hottestKeys, partitions } = measures;
  const heavy = hottestKeys.slice(0, 10).filter(({ share }) => share >= MIN_LOAD / partitions);
  const empty = heavy.findIndex(({ key }) => key.length === 0);
  return empty < 0 ? heavy : heavy.slice(0, empty);
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
