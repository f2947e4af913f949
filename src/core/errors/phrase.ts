import type { KeyReading } from "../keys/key-location.ts";
import type { SettingId, Word } from "./plain-words.ts";

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

/** How to read the key file of the error: these fields, and those that it was read with. */
export interface HowToRead {
  readonly howToRead: KeyReading;
}

/** An argument in a shell: the path of the error's file, or one beside it that has another name. */
export interface FileArgument {
  /** Its name if the error is about standard input. */
  readonly fileArgument: string;
  readonly change?: NameChange | undefined;
}

/** `keys.csv.bz2` → `keys.csv`; `keys.csv` → `keys-utf8.csv`; `keys.json` → `keys.jsonl` */
export type NameChange = "unpacked" | "utf8" | "records";

/** Text with settings that are not named yet: the door that shows it names them. */
export type Phrase = string | Mention | Alternative | HowToRead | FileArgument | readonly Phrase[];

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

/** @param otherwise a name for standard input */
export function fileArgument(otherwise: string, change?: NameChange): Phrase {
  return { fileArgument: otherwise, change };
}
