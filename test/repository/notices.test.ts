import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bundledPackages, notices } from "../../scripts/notices.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");
const metafile = () => JSON.parse(read("src/generated/metafile.json"));

const titleOf = (folder: string): string => {
  const { name, version } = JSON.parse(read(`${folder}/package.json`));
  return `${name} ${version} (`;
};

describe("dist/THIRD-PARTY-NOTICES.txt", () => {
  const text = read("dist/THIRD-PARTY-NOTICES.txt");

  it("names every package in a bundle, and nothing else", () => {
    const titles = bundledPackages(metafile().inputs).map(titleOf);
    expect(titles).toEqual(expect.arrayContaining([expect.stringMatching(/^@aws-sdk\/core /)]));
    const named = text.split("\n").filter((line) => /^\S+ \d\S* \([^()]+\)$/.test(line));
    expect(named.map((line) => line.replace(/\(.*/, "(")).sort()).toEqual(titles.sort());
  });

  // The bundles themselves are asked, so that one that is made without scripts/bundle.mjs is found.
  it.each([
    ["dist/rare/yaml.js", "yaml"],
    ["dist/rare/picomatch.js", "picomatch"],
    ["src/generated/libzstd.js", "zstddec"],
    ["dist/rare/dashboard/page.js", "preact"],
    ["dist/rare/github-api.js", "@octokit/request"],
    ["dist/action/index.js", "@actions/core"],
    ["dist/rare/aws-sdk.js", "@aws-sdk/client-secrets-manager"],
    ["dist/rare/live/index.js", "@platformatic/kafka"],
    ["src/generated/kernel.js", "assemblyscript"],
    ["src/generated/validate-contract.js", "ajv"],
    ["dist/cli.js", "fastest-levenshtein"],
    ["dist/cli.js", "commander"],
  ])("has the licence of what is in %s: %s", (file, name) => {
    expect(read(file)).not.toBe("");
    expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
  });

  it("has each kind of licence, Apache's notices, and the attribution of the demo's data", () => {
    expect(text).toContain("Permission is hereby granted, free of charge");
    expect(text).toContain("Permission to use, copy, modify, and/or distribute this software");
    expect(text).toContain("Apache License");
    expect(text).toContain(read("node_modules/assemblyscript/NOTICE").trim());
    expect(text).toContain("https://creativecommons.org/licenses/by/4.0/");
  });

  it("is in the npm package", () => {
    const options = { cwd: root, encoding: "utf8", shell: process.platform === "win32" } as const;
    const json = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], options);
    const files = JSON.parse(json)[0].files.map(({ path }: { path: string }) => path);
    expect(files).toContain("dist/THIRD-PARTY-NOTICES.txt");
  });
});

it("a package without a licence fails the build", async () => {
  await expect(notices(["src/doors/.."])).rejects.toThrow();
  await expect(notices(["test/support/unlicensed"])).rejects.toThrow("has no licence file");
});

it("the SBOM lists every package in a bundle", () => {
  const program = `${root}node_modules/@cyclonedx/cyclonedx-esbuild/bin/cyclonedx-esbuild-cli.js`;
  const args = [program, "--output-reproducible", "src/generated/metafile.json"];
  const sbom = JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" }));
  expect(sbom).toMatchObject({ bomFormat: "CycloneDX", metadata: { component: {} } });
  expect(JSON.stringify(sbom)).not.toContain("VirtualComponent");
  const full = ({ group, name }: { group?: string; name: string }) =>
    group === undefined ? name : `${group}/${name}`;
  const names = new Set(sbom.components.map(full));
  const folders = bundledPackages(metafile().inputs);
  for (const folder of folders) {
    expect(names).toContain(JSON.parse(read(`${folder}/package.json`)).name);
  }
});
