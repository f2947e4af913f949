import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

const MARKERS = [
  { item: /^\s*- \S/, kind: "a list with a dash before each item, as YAML has them" },
  { item: /^\s*\* \S/, kind: "a Markdown list" },
  { item: /^\+\S/, kind: "a diff", first: /^(?:diff |--- |Index: )/ },
];

/** The same marker before nearly every line. */
export function listItems({ written }: Head): Look | undefined {
  const found = MARKERS.find(
    ({ item, first }) =>
      most(written, NEARLY_ALL, (line) => item.test(line)) &&
      first?.test(written[0] ?? "") !== false,
  );
  return found && { kind: found.kind, advice: "Write only the keys, one per line." };
}
