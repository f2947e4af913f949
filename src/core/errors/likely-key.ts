import { meansCount } from "../keys/count-names.ts";

/** Last words of names of columns and fields with keys, the surest first. */
const KEYS: readonly RegExp[] = [/^key$/, /^(id|uuid|guid|ids)$/, /^(code|name|number|no|nr)$/];
/** Last words of other usual names: no one's name, and no key. */
const USUAL = new Set(
  [
    "account city country currency customer day department device domain email event group host ip",
    "item language locale member merchant order owner phone product project region sensor service",
    "session shop sku source state status store tenant type url user vehicle word zip",
  ]
    .join(" ")
    .split(" "),
);
/** Last words of names of what is rarely a key. */
const OTHERS = new Set(
  [
    "amount average avg bytes checksum created date datetime epoch hash header headers index latency",
    "length max mean min offset partition payload percent price quantity rate ratio row schema seconds",
    "share size sum time timestamp topic total ts updated value version",
  ]
    .join(" ")
    .split(" "),
);
const IDENTIFIER = /^[A-Za-z_][\w.$ -]{0,59}$/;

/**
 * The column or field that most likely has the key, by its name.
 *
 * @param names full names: `user.id` is the field `id` of `user`
 */
export function likelyKey(names: readonly string[]): string | undefined {
  const ranked = names.map((name) => ({ name, rank: rankOf(name) }));
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.name;
}

/**
 * The same, but undefined unless the name is usual. What should be a header may be a row of data,
 * so others could be personal data.
 */
export function likelyKeyInHeader(names: readonly string[]): string | undefined {
  return likelyKey(names.filter((name) => IDENTIFIER.test(name) && isUsual(name)));
}

function isUsual(name: string): boolean {
  const last = lastWord(name);
  return USUAL.has(last) || KEYS.some((pattern) => pattern.test(last));
}

/** 0 is the best. */
function rankOf(name: string): number {
  const last = lastWord(name);
  const kind = KEYS.findIndex((pattern) => pattern.test(last));
  if (kind >= 0) return kind;
  if (OTHERS.has(last) || meansCount(name)) return KEYS.length + 2;
  return USUAL.has(last) ? KEYS.length : KEYS.length + 1;
}

/** `userId`, `user_id`, `USER ID` → `id`; `partitionkey` → `key` */
function lastWord(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").split(/[^A-Za-z\d]+/);
  const last =
    words
      .filter((word) => word !== "")
      .at(-1)
      ?.toLowerCase() ?? "";
  return last.endsWith("key") ? "key" : last;
}
