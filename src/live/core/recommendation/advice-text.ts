import { inWords } from "#core/errors/in-words.ts";
import type { DoorWords, Mention } from "#core/errors/phrase.ts";
import type { Words } from "#core/text/words.ts";

/** Text with settings that are not named yet: the door that shows it names them. */
export type AdviceText = Words | Mention | readonly AdviceText[];

/** Something to know before changing a topic's partition count. */
export interface Advice {
  /** Stable, for programs. */
  readonly id: string;
  readonly text: AdviceText;
}

/** advice`At least ${setting("minPartitions", "6")}.` */
export function advice(
  template: TemplateStringsArray,
  ...values: readonly AdviceText[]
): AdviceText {
  return template.flatMap((part, i): AdviceText[] => {
    return i === 0 ? [part] : [values[i - 1] ?? "", part];
  });
}

/** The text in the words of a door. */
export function adviceWords(text: AdviceText, doorWords: DoorWords): Words {
  if (typeof text === "string" || "untrusted" in text) return text;
  if ("setting" in text) return inWords(text, doorWords);
  return text.map((part) => adviceWords(part, doorWords));
}

export function note(id: string, text: AdviceText): Advice {
  return { id, text };
}
