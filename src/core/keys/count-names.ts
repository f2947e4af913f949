/** Names of columns that are read as counts by default, in any letter case. */
const NAMES = new Set([
  "count",
  "cnt",
  "n",
  "records",
  "count(*)",
  "count_star()",
  "count()",
  "f0_",
]);

/** Whether a column or field of this name holds how many records have the key. */
export function meansCount(name: string): boolean {
  return NAMES.has(name.trim().toLowerCase());
}
