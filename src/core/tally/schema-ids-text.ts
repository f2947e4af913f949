import { percent, plural } from "../text/format.ts";

/** Ids that a message names. */
const MAX_NAMED = 5;

interface Found {
  readonly ids: readonly { readonly id: number }[];
  readonly earlier: readonly number[] | undefined;
  readonly logicalKeys: number;
  readonly splitKeys: number;
}

/** What several ids do to the keys: a clause. */
export function schemaIdsText(found: Found): string {
  const share = found.splitKeys / Math.max(1, found.logicalKeys);
  return `${idsText(found)}: for ${percent(share)} of ${plural(found.logicalKeys, "different key")} (ids left out), the partition depends on the id, so the order of their records is lost`;
}

/** `the keys have schema ids 17 and 18, and had 17 before` */
function idsText({ ids, earlier = [] }: Found): string {
  const now = ids.map(({ id }) => id);
  const isOther =
    earlier.length > 0 &&
    (now.length !== earlier.length || now.some((id) => !earlier.includes(id)));
  const before = isOther ? `, and had ${listOf(earlier)} before` : "";
  return `the keys have schema ${now.length === 1 ? "id" : "ids"} ${listOf(now)}${before}`;
}

function listOf(ids: readonly number[]): string {
  const named = ids.slice(0, MAX_NAMED).join(", ");
  return ids.length > MAX_NAMED ? `${named} and others` : named.replace(/, (?=\d+$)/, " and ");
}
