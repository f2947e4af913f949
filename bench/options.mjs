import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { candidates } from "./candidates.mjs";
import { findInput, usualInputs } from "./inputs/index.mjs";
import { peers } from "./peers/index.mjs";

export const help = `Usage: npm run bench -- [options]

Times skew-contract and other programs that do the same work, and compares their results.

Options:
  -i, --inputs <name,…>   names of inputs, or paths of .txt files with one key per line
                          (default: ${usualInputs.join(",")})
  -p, --only <name,…>     run only these programs and the C reference
  -r, --rounds <n>        number of runs of each program (default: 5)
      --home <folder>     folder for inputs and built programs, up to 9 GB (default:
                          skew-contract-bench in the system's temporary folder)
      --scale <share>     generate inputs with this share of their size, 0 to 1
      --timeout <s>       time limit for a program, in seconds (default: 600)
      --json <file>       also write all figures to this file
  -l, --list              list the inputs and programs
  -h, --help              show this help

Examples:
  $ npm run bench                                             everything, about 20 minutes
  $ npm run bench -- --inputs zipf-10m --only skew-contract   one input, against C
  $ npm run bench -- --scale 0.01 --rounds 1                  a quick look
  $ npm run bench -- --inputs uuids-1m,uuids-10m,uuids-100m --only skew-contract,go-tuned-2t
  $ npm run bench -- --inputs edges,flood-16,./keys.txt --json bench.json

Exit codes: 0 all results are equal, 1 a result differs or skew-contract failed, 2 invalid options.
`;

export const programs = [...peers, ...candidates];

/** @throws Error that says which argument is invalid */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      inputs: { type: "string", short: "i", default: usualInputs.join(",") },
      only: { type: "string", short: "p" },
      rounds: { type: "string", short: "r", default: "5" },
      home: { type: "string", default: join(tmpdir(), "skew-contract-bench") },
      scale: { type: "string", default: "1" },
      timeout: { type: "string", default: "600" },
      json: { type: "string" },
      list: { type: "boolean", short: "l", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    ...values,
    inputs: values.inputs.split(",").map((name) => findInput(name) ?? unknown("input", name)),
    programs: chosenPrograms(values.only),
    rounds: numberOf("rounds", values.rounds, (value) => Number.isInteger(value) && value > 0),
    scale: numberOf("scale", values.scale, (value) => value > 0 && value <= 1),
    timeoutSeconds: numberOf("timeout", values.timeout, (value) => value > 0),
  };
}

function chosenPrograms(only) {
  if (only === undefined) return programs;
  const names = only.split(",");
  for (const name of names) {
    if (!programs.some((program) => program.name === name)) unknown("program", name);
  }
  return programs.filter(({ name }) => name === "c-1t" || names.includes(name));
}

function numberOf(name, text, isAllowed) {
  const value = Number(text);
  if (text.trim() === "" || !isAllowed(value)) {
    throw new Error(`--${name} cannot be set to ${text}`);
  }
  return value;
}

function unknown(kind, name) {
  throw new Error(`unknown ${kind} ${JSON.stringify(name)}; --list shows all`);
}
