// `npm run bench`: how long skew-contract takes, compared with other programs that do its work.
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, platform } from "node:os";
import { candidates } from "./candidates.mjs";
import { endingOf, listedInputs, makeInput } from "./inputs/index.mjs";
import { help, parseOptions, programs } from "./options.mjs";
import { prepare, whyNot } from "./prepare.mjs";
import { clearProgress, showProgress } from "./progress.mjs";
import { runRounds } from "./rounds.mjs";
import { inputTable, overviewTable } from "./tables.mjs";
import { hasTime } from "./time-command.mjs";

async function main() {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) return process.stdout.write(help);
  if (options.list) return printList();
  mkdirSync(options.home, { recursive: true });
  const machine = machineText();
  console.log(`${machine}\n`);
  const { ready, leftOut } = prepareAll(options);
  for (const { name, reason } of leftOut) console.log(`Left out: ${name} (${reason}).`);
  if (leftOut.length > 0) console.log();
  const inputs = [];
  for (const input of options.inputs) {
    const measured = await measure(input, ready, options);
    if (measured === undefined) continue;
    inputs.push(measured);
    console.log(inputTable(measured));
  }
  if (inputs.length > 1) console.log(overviewTable(inputs));
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ machine, leftOut, inputs }, null, 1)}\n`);
  }
  if (inputs.some(hasWrongResult)) process.exitCode = 1;
}

function prepareAll({ programs, home }) {
  const ready = [];
  const leftOut = [];
  for (const program of programs) {
    let reason = whyNot(program);
    try {
      showProgress(`preparing ${program.name}`);
      if (reason === undefined) ready.push({ ...program, commandFor: prepare(program, home) });
    } catch (error) {
      reason = error.message;
    }
    if (reason !== undefined) leftOut.push({ name: program.name, reason });
  }
  clearProgress();
  return { ready, leftOut };
}

async function measure(input, ready, options) {
  const { home, scale, rounds } = options;
  showProgress(`making ${input.name}`);
  let file;
  try {
    file = makeInput(input, home, scale);
  } catch (error) {
    clearProgress();
    console.log(`Left out: ${input.name}, ${error.message}.\n`);
    return undefined;
  }
  const unfit = ready
    .map((program) => ({ name: program.name, reason: whyUnfit(program, input, scale) }))
    .filter(({ reason }) => reason !== undefined);
  const fit = ready.filter(({ name }) => !unfit.some((other) => other.name === name));
  const results = await runRounds(fit, file, options, (name, round) =>
    showProgress(`${input.name}, round ${round + 1} of ${rounds}: ${name}`),
  );
  clearProgress();
  const bytes = statSync(file).size;
  return { name: input.name, bytes, scale, rounds, results, leftOut: unfit };
}

function whyUnfit({ maxKeys = Number.POSITIVE_INFINITY, unfit, readsRows }, input, scale) {
  const { name, keys } = input;
  if (endingOf(input) !== "txt" && readsRows !== true) return "reads one key per line only";
  if (keys === undefined || keys * scale <= maxKeys) return unfit?.[name];
  return `limited to ${maxKeys.toLocaleString("en")} different keys`;
}

/** A peer may fail because of an input's size; skew-contract must not. */
function hasWrongResult({ results }) {
  const isOurs = (name) => candidates.some((candidate) => candidate.name === name);
  return results.some(({ name, failure, comparison }) =>
    failure === undefined ? !comparison.equal : isOurs(name),
  );
}

function machineText() {
  const [{ model }] = cpus();
  const load = loadavg()[0].toFixed(1);
  const lacking = hasTime ? "" : "; without GNU time, CPU and memory are not measured";
  const system = `${cpus().length} × ${model.trim()}, ${platform()}, Node ${process.versions.node}`;
  return `${system}, load ${load}${lacking}`;
}

function printList() {
  const width = Math.max(...programs.map(({ name }) => name.length)) + 2;
  console.log("Inputs:");
  for (const { name, about } of listedInputs) console.log(`  ${name.padEnd(width)}${about}`);
  console.log("  uuids-<n>m".padEnd(width + 2).concat("any number of million UUIDs"));
  console.log("\nPrograms:");
  for (const program of programs) {
    const reason = whyNot(program);
    const note = reason === undefined ? "" : ` (not here: ${reason})`;
    console.log(`  ${program.name.padEnd(width)}${program.about}${note}`);
  }
}

try {
  await main();
} catch (error) {
  console.error(`error: ${error.message}\nnext: node bench/run.mjs --help`);
  process.exitCode = 2;
}
