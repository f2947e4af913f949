// `node scripts/release-notes.mjs v1.2.3`: prints what CHANGELOG.md says of that version. Fails where
// it says nothing, or where the tag is not package.json's version.
import { readFileSync } from "node:fs";

const [tag = ""] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
if (tag !== `v${version}`) fail(`The tag is ${tag}, but package.json's version is ${version}.`);

const sections = readFileSync("CHANGELOG.md", "utf8").split(/^## /m).slice(1);
const section = sections.find((text) => text.split(/\s/, 1)[0] === version);
const notes = section?.slice(section.indexOf("\n")).trim();
if (!notes) fail(`CHANGELOG.md has no section "## ${version}" that says anything.`);
console.log(notes);

function fail(message) {
  console.error(message);
  process.exit(1);
}
