// The licences of everything in dist/, for dist/THIRD-PARTY-NOTICES.txt.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const LICENCE = /^(licen[cs]e|copying)([.-].*)?$/i;
const NOTICE = /^notice([.-].*)?$/i;
const RULER = `\n${"-".repeat(100)}\n\n`;

const GEONAMES = `The files in rare/dashboard/demo are made from data of GeoNames (https://www.geonames.org/), © GeoNames,
licensed under the Creative Commons Attribution 4.0 International License
(https://creativecommons.org/licenses/by/4.0/). GeoNames provides the data "as is", without warranty or
any representation of accuracy, timeliness or completeness. Changes made: filtered, reduced to country,
name and population, rounded and summed. GeoNames does not endorse this project.
`;

/**
 * The folders of packages, sorted.
 * @param {Record<string, unknown>} inputs the inputs of esbuild's metafile, by path from the root
 */
export function bundledPackages(inputs) {
  const folders = Object.keys(inputs).flatMap(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}

/**
 * One section per licence text, for all packages that share it.
 * @throws if neither a package nor another one from its repository has a licence file
 */
export async function notices(folders) {
  const packages = await Promise.all(folders.map(readPackage));
  const sections = new Map();
  for (const { title, repository, license, text } of packages) {
    const same = (other) => other.repository === repository && other.license === license;
    const licence = text ?? packages.find((other) => other.text && same(other))?.text;
    if (licence === undefined) throw new Error(`${title} is in dist/, but has no licence file`);
    sections.set(licence, [...(sections.get(licence) ?? []), title]);
  }
  const texts = [...sections].map(([text, titles]) => `${titles.join("\n")}\n\n${text}\n`);
  const head = "skew-contract contains code and data of others, under the licences below.\n";
  return [head, GEONAMES, ...texts].join(RULER);
}

async function readPackage(folder) {
  const json = await readFile(`${root}${folder}/package.json`, "utf8");
  const { name, version, license, repository } = JSON.parse(json);
  return {
    title: `${name} ${version} (${license})`,
    license,
    repository: repository?.url ?? repository,
    text: await licenceText(folder),
  };
}

/** The licence, and the notice that the Apache licence requires; undefined without a licence. */
async function licenceText(folder) {
  const files = (await readdir(`${root}${folder}`)).sort();
  const found = [LICENCE, NOTICE].flatMap((kind) => files.filter((file) => kind.test(file)));
  if (!found.some((file) => LICENCE.test(file))) return undefined;
  const texts = found.map((file) => readFile(`${root}${folder}/${file}`, "utf8"));
  return (await Promise.all(texts)).map((text) => text.replaceAll("\r", "").trim()).join("\n\n");
}
