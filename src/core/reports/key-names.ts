import type { TopicResult } from "../judge.ts";
import type { KeyMention } from "../suggestions/key-mention.ts";
import { abbreviate } from "../text/abbreviate.ts";
import { fullKey, type KeyDisplay } from "./key-display.ts";

/** Keys of one topic as text in reports for people, short and yet different from each other. */
export interface KeyNames {
  /** Null if keys are not shown. Not escaped. */
  nameOf(mention: KeyMention, maxCharacters: number): string | null;
}

export function keyNames(
  { contract, measures }: Pick<TopicResult, "contract" | "measures">,
  displayKey: KeyDisplay,
): KeyNames {
  const textOf = ({ key, isPublic }: KeyMention) => {
    const { key: shown } = displayKey(key, contract.keyType, contract.keyFrame);
    return shown !== null && isPublic ? fullKey(key, contract.keyType).key : shown;
  };
  return {
    nameOf(mention, maxCharacters) {
      const text = textOf(mention);
      if (text === null || text.length <= maxCharacters) return text;
      const others = measures.hottestKeys.map((hot) => textOf(hot) ?? "");
      return abbreviate(text, others, maxCharacters);
    },
  };
}
