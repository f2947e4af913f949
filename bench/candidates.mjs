import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const PARTITIONS = "48";

/** The variants in which skew-contract itself is run. */
const variants = [
  { name: "skew-contract", about: "with default options", flags: [] },
  { name: "skew-contract-1t", about: "with 1 thread", flags: ["--threads", "1"] },
  { name: "skew-contract-2t", about: "with 2 threads", flags: ["--threads", "2"] },
  { name: "skew-contract-256m", about: "in 256 MiB of memory", flags: ["--memory", "256M"] },
];

/** @type {import("./peers/index.mjs").Program[]} */
export const candidates = variants.map(({ name, about, flags }) => ({
  name,
  about: `skew-contract ${about}`,
  needs: [],
  readsRows: true,
  command: (_, file) => [
    ...[process.execPath, cli, "check", "--keys", file, "--partitions", PARTITIONS],
    ...["--output", "json", "--show-keys", "full", ...flags],
    // No ending says so.
    ...(file.endsWith(".kcat") ? ["--format", "kcat"] : []),
  ],
  translate,
  missing: () => missingFlag(flags),
}));

/** @returns {import("./peers/index.mjs").Summary} */
function translate(stdout) {
  const [topic] = JSON.parse(stdout).topics;
  return {
    records: topic.records,
    unique: topic.unique_keys,
    partitions: topic.partition_counts,
    gini: topic.gini,
    max_share: topic.max_partition_share,
    top: topic.top_keys.map(({ key, key_hex, count }) => [key_hex ?? key, count]),
  };
}

let help;

function missingFlag(flags) {
  help ??= spawnSync(process.execPath, [cli, "check", "--help"], { encoding: "utf8" }).stdout;
  const missing = flags.find((flag) => flag.startsWith("--") && !help.includes(`${flag} `));
  return missing === undefined ? undefined : `dist/cli.js has no ${missing}`;
}
