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
  ...values: readonly (string | number | KeyMention)[]
): Suggestion["parts"] {
  return texts.flatMap((text, i) => {
    const value = values[i];
    const part = typeof value === "number" ? String(value) : value;
    return part === undefined ? [text] : [text, part];
  });
}

/** Whether a rule about the spread over partitions is broken. */
export function spreadIsBroken({ findings }: Case): boolean {
  const spreadRules = ["max_partition_share", "max_gini", "max_cv", "max_consumer_share"];
  return findings.some(({ rule }) => spreadRules.includes(rule) || rule === "max_key_share");
}
