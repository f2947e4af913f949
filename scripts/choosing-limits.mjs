// `node scripts/choosing-limits.mjs` writes the tables of docs/choosing-limits.md.
import { readFileSync, writeFileSync } from "node:fs";
import { limitsTables } from "./trust/limits-tables.mjs";
import { loadCore } from "./trust/load-core.mjs";

const path = new URL("../docs/choosing-limits.md", import.meta.url);
let text = readFileSync(path, "utf8");
for (const [name, lines] of Object.entries(limitsTables(await loadCore()))) {
  const place = new RegExp(`(<!-- ${name} -->\n\n)(?:(?:\\|.*\n)+\n)?`);
  if (!place.test(text)) throw new Error(`docs/choosing-limits.md lacks <!-- ${name} -->`);
  text = text.replace(place, (_, marker) => `${marker}${lines.join("\n")}\n\n`);
}
writeFileSync(path, text);
