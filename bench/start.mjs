// `node bench/start.mjs [--rounds n] [other/cli.js …]`: what a start takes in wall and processor time,
// of dist/cli.js, of other builds of it, and of Node itself.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { orderOf } from "./rounds.mjs";
import { median, table } from "./tables.mjs";

const RECORDS = 1_000;
const CONTRACT = `version: 1
topics:
  user-events:
    keys: keys.txt
    partitions: 48
    max_partition_share: 0.5
`;
/** Bash's own has milliseconds, GNU time hundredths of a second. */
const TIME = 'TIMEFORMAT="%3R %3U %3S"; time "$@" > /dev/null';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "31" } },
});
const programs = [fileURLToPath(new URL("../dist/cli.js", import.meta.url)), ...positionals];
const folder = mkdtempSync(join(tmpdir(), "skew-contract-start-"));
const keys = join(folder, "keys.txt");
const contract = join(folder, "skew_contract.yml");
const cases = {
  "check by flags": ["check", "--keys", keys, "--partitions", "48", "--max-share", "0.5"],
  "check by contract": ["check", "--contract", contract],
  "--version": ["--version"],
  "--help": ["--help"],
};

/** @throws Error where the command fails: nothing is measured then */
function timeOnce(command) {
  const { status, stderr } = spawnSync("bash", ["-c", TIME, "bash", ...command], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command.join(" ")} failed: ${stderr}`);
  const [wallMs, userMs, systemMs] = stderr
    .trim()
    .split(" ")
    .map((seconds) => 1000 * seconds);
  return { wallMs, cpuMs: userMs + systemMs };
}

/** Each program once a round, in turns; the first run of each is for the disk. */
function measure(commands) {
  const samples = commands.map(() => []);
  for (const command of commands) timeOnce(command);
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const i of orderOf(round, commands.length)) samples[i].push(timeOnce(commands[i]));
  }
  return samples;
}

function rowOf(name, samples, own) {
  const columns = ["wallMs", "cpuMs"].flatMap((field) => {
    const ratios = samples.map((sample, i) => own[i][field] / sample[field]);
    return [median(samples.map((sample) => sample[field])).toFixed(1), median(ratios).toFixed(3)];
  });
  return [name, ...columns];
}

try {
  const lines = Array.from({ length: RECORDS }, (_, i) => `user-${i}\n`);
  writeFileSync(keys, lines.join(""));
  writeFileSync(contract, CONTRACT);
  for (const [name, args] of Object.entries(cases)) {
    const nodeAlone = [process.execPath, "-e", "0"];
    const commands = programs.map((program) => [process.execPath, program, ...args]);
    const samples = measure([...commands, nodeAlone]);
    const rows = [...programs, "node -e 0"].map((one, i) => rowOf(one, samples[i], samples[0]));
    const header = ["program", "wall ms", "dist/cli.js ×", "CPU ms", "dist/cli.js ×"];
    console.log([`### ${name}`, "", ...table(header, rows), ""].join("\n"));
  }
} finally {
  rmSync(folder, { recursive: true });
}
