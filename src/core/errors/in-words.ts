import type { DoorWords, FileArgument, Mention, NameChange, Phrase } from "./phrase.ts";
import { plainWords } from "./plain-words.ts";
import { type ErrorFile, readingPhrase, shellText } from "./reading-text.ts";

/** The text in the words of a door. @param file the key file that it is about */
export function inWords(text: Phrase, words: DoorWords, file?: ErrorFile): string {
  if (typeof text === "string") return text;
  if ("setting" in text) return mentioned(text, words);
  if ("howToRead" in text) return inWords(readingPhrase(text.howToRead, file), words);
  if ("fileArgument" in text) return shellText(pathOf(text, file));
  if ("ifKnown" in text) {
    return inWords(isKnown(text.ifKnown, words) ? text.ifKnown : text.otherwise, words, file);
  }
  return text.map((part) => inWords(part, words, file)).join("");
}

function pathOf({ fileArgument, change }: FileArgument, file: ErrorFile | undefined): string {
  const isFile = file !== undefined && file.source?.path !== "-";
  const path = isFile ? file.name : fileArgument;
  return change === undefined ? path : changed(path, change);
}

function changed(path: string, change: NameChange): string {
  const [, stem = path, ending = ""] = /^(.*[^\\/.])(\.\w+)$/s.exec(path) ?? [];
  if (change === "utf8") return `${stem}-utf8${ending}`;
  if (change === "records") return ending === ".jsonl" ? `${stem}-records.jsonl` : `${stem}.jsonl`;
  return ending === "" ? `${path}.txt` : stem;
}

function mentioned({ setting: name, value }: Mention, words: DoorWords): string {
  const word = words[name] ?? plainWords[name];
  return word(value);
}

function isKnown(text: Phrase, words: DoorWords): boolean {
  if (typeof text === "string") return true;
  if ("setting" in text) return words[text.setting] !== undefined;
  return "every" in text ? text.every((part) => isKnown(part, words)) : true;
}
