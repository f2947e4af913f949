import type { Suggestion } from "../suggestions/suggestion.ts";
import type { KeyNames } from "./key-names.ts";

/** Characters of a key in a sentence. */
const MAX_KEY = 64;

/** A suggestion as text, with the names of keys in quotes. */
export function suggestionText({ parts }: Suggestion, names: KeyNames): string {
  const show = (part: Suggestion["parts"][number]) => {
    if (typeof part === "string") return part;
    const name = names.nameOf(part, MAX_KEY);
    return name === null ? "the key (not shown)" : JSON.stringify(name);
  };
  return parts.map(show).join("");
}
