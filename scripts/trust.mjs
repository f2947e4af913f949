// `npm run trust [-- --days n --seed n --only name]`: simulates how far verdicts and advice can be
// trusted. Each part is a file in trust/ that returns a table. Every run with a seed gives the same.
import { parseArgs } from "node:util";
import * as calibration from "./trust/calibration.mjs";
import * as contractAdvice from "./trust/contract-advice.mjs";
import * as falseGreen from "./trust/false-green.mjs";
import * as intervals from "./trust/intervals.mjs";
import { loadCore } from "./trust/load-core.mjs";
import * as predictions from "./trust/predictions.mjs";
import * as proposedLimits from "./trust/proposed-limits.mjs";
import * as readmeContract from "./trust/readme-contract.mjs";
import * as windowLimits from "./trust/window-limits.mjs";

/** A new part is a file in trust/ with `title` and `run`, and a line here. */
const parts = {
  "proposed-limits": proposedLimits,
  "window-limits": windowLimits,
  "contract-advice": contractAdvice,
  calibration,
  "readme-contract": readmeContract,
  intervals,
  "false-green": falseGreen,
  predictions,
};

const { values } = parseArgs({
  options: {
    days: { type: "string", default: "1000" },
    seed: { type: "string", default: "2026" },
    only: { type: "string", multiple: true, default: Object.keys(parts) },
  },
});
const core = await loadCore();
const log = (text) => process.stderr.write(`${text}\n`);
for (const name of values.only) {
  const { title, run } = parts[name] ?? {};
  if (run === undefined) throw new Error(`--only takes ${Object.keys(parts).join(", ")}`);
  const lines = run(core, { days: Number(values.days), seed: Number(values.seed), log });
  console.log([`## ${title}`, "", ...lines, ""].join("\n"));
}
