import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** Some producers set the partition from another value than the record's key. */
export const hashedValue: Suggester = {
  id: "hashed-value",
  suggest({ contract: { hashedValue: value } }) {
    if (value === undefined) return undefined;
    return sentenceWithKeys`Hashed value: this producer does not place records by their keys. The sample has to hold what it hashes: ${value}.`;
  },
};
