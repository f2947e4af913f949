import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** Some producers set the partition from another value than the record's key. */
export const hashedValue: Suggester = {
  id: "hashed-value",
  suggest({ contract: { hashedValues: values } }) {
    if (values === undefined) return undefined;
    const does = values.length === 1 ? "does" : "do";
    const names = values.map(({ client }) => client).join(" and ");
    const texts = new Set(values.map(({ value }) => value));
    return sentenceWithKeys`Hashed value: ${names} ${does} not place records by their keys. The sample has to hold what is hashed: ${[...texts].join("; ")}.`;
  },
};
