import { setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";

/**
 * Checks that no two patterns produce the same key, which would make the counts wrong.
 *
 * @param numbers how many numbers follow each pattern, from 0
 * @throws UserError if two patterns produce the same key
 */
export function refuseOverlap(patterns: readonly string[], numbers: number): void {
  const seen = new Set<string>();
  for (const pattern of patterns) {
    if (seen.has(pattern)) throw sameKeys(pattern, pattern, `${pattern}0`);
    seen.add(pattern);
  }
  for (const longer of patterns) {
    const shorter = prefixes(longer).find((prefix) => seen.has(prefix));
    if (shorter === undefined) continue;
    // The smallest number with these digits and one more: `user-1` with 0 is `user-` with 10.
    const number = Number(longer.slice(shorter.length)) * 10;
    if (number < numbers) throw sameKeys(shorter, longer, `${longer}0`);
  }
}

/** The pattern without its last digits, one by one, as long as those do not start with 0. */
function prefixes(pattern: string): string[] {
  const digits = /\d*$/.exec(pattern)?.[0].length ?? 0;
  const all = Array.from({ length: digits }, (_, i) => pattern.length - i - 1);
  return all.filter((end) => pattern[end] !== "0").map((end) => pattern.slice(0, end));
}

function sameKeys(one: string, other: string, key: string): UserError {
  const both =
    one === other ? `"${clip(one, 60)}" twice` : `"${clip(one, 60)}" and "${clip(other, 60)}"`;
  return new UserError({
    what: `the key patterns ${both} produce the same keys, such as "${clip(key, 60)}"`,
    where: setting("keyPattern"),
    next: "Use each pattern once, and end it with a character that is not a digit.",
  });
}
