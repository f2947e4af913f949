import { plainWords, type SettingId, type Word } from "./plain-words.ts";

/** A setting in a sentence, with its value if one is shown. */
export interface Mention {
  readonly setting: SettingId;
  readonly value?: string;
}

/** A sentence for doors that have all settings in it, and one for the others. */
interface Alternative {
  readonly ifKnown: Phrase;
  readonly otherwise: Phrase;
}

/** Text with settings that are not named yet: the door that shows it names them. */
export type Phrase = string | Mention | Alternative | readonly Phrase[];

/** Each setting in the words of a door; undefined for what the door does not have. */
export type DoorWords = Readonly<Record<SettingId, Word | undefined>>;

export function setting(name: SettingId, value?: string): Mention {
  return value === undefined ? { setting: name } : { setting: name, value };
}

/** phrase`Check ${setting("keys")}.` */
export function phrase(template: TemplateStringsArray, ...values: readonly Phrase[]): Phrase {
  return template.flatMap((part, i): Phrase[] => (i === 0 ? [part] : [values[i - 1] ?? "", part]));
}

/** The first text if the door has every setting in it, otherwise the second. */
export function ifKnown(text: Phrase, otherwise: Phrase): Phrase {
  return { ifKnown: text, otherwise };
}

/** The text in the words of a door. */
export function inWords(text: Phrase, words: DoorWords): string {
  if (typeof text === "string") return text;
  if ("setting" in text) return mentioned(text, words);
  if ("ifKnown" in text) {
    return inWords(isKnown(text.ifKnown, words) ? text.ifKnown : text.otherwise, words);
  }
  return text.map((part) => inWords(part, words)).join("");
}

function mentioned({ setting: name, value }: Mention, words: DoorWords): string {
  const word = words[name] ?? plainWords[name];
  return word(value);
}

function isKnown(text: Phrase, words: DoorWords): boolean {
  if (typeof text === "string") return true;
  if ("setting" in text) return words[text.setting] !== undefined;
  if ("ifKnown" in text) return true;
  return text.every((part) => isKnown(part, words));
}
