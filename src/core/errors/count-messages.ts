import { clip } from "../text/printable.ts";
import { type Phrase, phrase } from "./phrase.ts";
import { readingText } from "./reading-text.ts";
import { UserError } from "./user-error.ts";

// Errors of key files in which it is unclear whether a column has counts.

export function twoCountColumns(names: readonly string[]): UserError {
  const list = names.map((name) => `"${clip(name, 30)}"`).join(" and ");
  return new UserError({
    what: `each of the columns ${list} may be the number of records`,
    next: countsOrRows(names),
    isChoice: true,
  });
}

/** No key is repeated, and there is a column of whole numbers. */
export function mayBeCount(name: string): UserError {
  const shown = clip(name, 60);
  const number = /^column (\d+)$/.exec(name)?.[1];
  return new UserError({
    what: `no key is repeated, and "${shown}" has whole numbers: it may be the number of records of each key`,
    next: countChoice(number === undefined ? name : Number(number)),
    isChoice: true,
  });
}

export function keysAreCounts(): UserError {
  return new UserError({
    what: "the key column has whole numbers, and the index before it has no value twice: the numbers are probably counts, and the index the keys",
    next: phrase`pandas before 2.0 writes value_counts() like this. Write it with names: .rename_axis("key").reset_index(name="count").to_csv("keys.csv", index=False). If these are the keys, use ${readingText({ countColumn: false })}.`,
  });
}

function countChoice(column: string | number): Phrase {
  const counts = readingText({ countColumn: column });
  const rows = readingText({ countColumn: false });
  return phrase`If it is, use ${counts}. If each row is one record, use ${rows}.`;
}

function countsOrRows(names: readonly string[]): Phrase {
  const counts = names.map((name) => {
    return phrase`If "${clip(name, 30)}" is, use ${readingText({ countColumn: name })}. `;
  });
  const rows = readingText({ countColumn: false });
  return [...counts, phrase`If each row is one record, use ${rows}.`];
}
