// `node scripts/release-notes.mjs v1.2.3`: prints the section of that version in CHANGELOG.md.
// Fails if
// the section is missing or empty, or if the tag does not match the version in package.json.
import { readFileSync } from "node:fs";

const [tag = ""] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
if (tag !== `v${version}`) fail(`The tag is ${tag}, but package.json's version is ${version}.`);

const sections = readFileSync("CHANGELOG.md", "utf8").split(/^## /m).slice(1);
const section = sections.find((text) => text.split(/\s/, 1)[0] === version);
const notes = section?.slice(section.indexOf("\n")).trim();
if (!notes) fail(`CHANGELOG.md has no section "## ${version}", or the section is empty.`);
console.log(notes);

function fail(message) {
  console.error(message);
  process.exit(1);
}
