import { closeSync, openSync, readSync } from "node:fs";
import { compare, isWhole } from "./compare.mjs";
import { timeCommand } from "./time-command.mjs";

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {import("./time-command.mjs").Timed[]} samples One per round, without the output.
 * @property {import("./peers/index.mjs").Summary} [summary] Of the last round.
 * @property {string} [failure]
 * @property {number[]} [ratios] Wall time, divided by the reference's in the same round.
 * @property {{ equal: boolean, text: string }} [comparison]
 */

/**
 * Runs every program once per round, in turn, so that other load on the machine affects all of them.
 *
 * @returns {Promise<Result[]>}
 */
export async function runRounds(programs, file, { rounds, timeoutSeconds }, onRun) {
  readIntoCache(file);
  const results = programs.map(({ name }) => ({ name, samples: [], summaries: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const place of orderOf(round, programs.length)) {
      if (results[place].failure !== undefined) continue;
      onRun(programs[place].name, round);
      await runOnce(programs[place], file, timeoutSeconds, results[place]);
    }
  }
  return judged(results);
}

/**
 * Each round starts with a different program, and every second round is reversed, to vary
 * neighbors.
 */
export function orderOf(round, count) {
  const order = Array.from({ length: count }, (_, i) => (round + i) % count);
  return round % 2 === 0 ? order : order.reverse();
}

async function runOnce(program, file, timeoutSeconds, result) {
  const { stdout, failure, ...sample } = await timeCommand(
    program.commandFor(file),
    timeoutSeconds,
  );
  if (failure !== undefined) {
    result.failure = failure;
    return;
  }
  try {
    result.summaries.push((program.translate ?? JSON.parse)(stdout));
    result.samples.push(sample);
  } catch (error) {
    result.failure = `its output cannot be read: ${error.message}`;
  }
}

/** The first program with all fields is the reference. Times are compared with those of `c-1t`. */
function judged(results) {
  const working = results.filter(({ failure }) => failure === undefined);
  const reference = working.find(({ summaries }) => isWhole(summaries[0]))?.summaries[0];
  const [baseline] = ["c-1t", "duckdb"].flatMap((one) =>
    working.filter(({ name }) => name === one),
  );
  return results.map(({ name, samples, summaries, failure }) => {
    if (failure !== undefined) return { name, samples: [], failure };
    const ratios =
      baseline && samples.map((one, i) => one.wallSeconds / baseline.samples[i].wallSeconds);
    const comparison = compare(reference, summaries);
    return { name, samples, summary: summaries.at(-1), ratios, comparison };
  });
}

function readIntoCache(path) {
  const buffer = new Uint8Array(1 << 22);
  const file = openSync(path, "r");
  while (readSync(file, buffer) > 0);
  closeSync(file);
}
