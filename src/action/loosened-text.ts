import type { Loosened } from "../changes/loosened.ts";
import { code, table } from "../text/markdown.ts";
import { clip } from "../text/printable.ts";

const MAX_ROWS = 20;
const MAX_NAME = 100;

/** A section on what a pull request lets through by changing the contract; nothing where it does not. */
export function loosenedSection(loosened: readonly Loosened[]): string {
  if (loosened.length === 0) return "";
  const rows = loosened.slice(0, MAX_ROWS).map(({ topic, rule, before, after }) => {
    return [code(clip(topic, MAX_NAME)), `\`${rule}\``, before, after];
  });
  const rest = loosened.length - rows.length;
  const more = rest > 0 ? `\n\nand ${rest} more` : "";
  return `\n### ⚠️ This change loosens the contract\n\n${table(["Topic", "Rule", "Base", "Now"], rows)}${more}\n`;
}
