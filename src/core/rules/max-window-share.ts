import { windowShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { estimatedBreach } from "./estimated-breach.ts";
import { maximum } from "./maximum.ts";
import type { Rule } from "./rule.ts";

export const maxWindowShare = estimable(
  maximum({
    id: "max_window_share",
    title: "A partition gets too much of the traffic in a window of time",
    purpose:
      "At no time may one partition get so much of the traffic that its consumer falls behind.",
    remedies: [
      "Keys that change with time, such as a minute, a date or a batch, send all records of a moment to one partition: add an id to the key that differs between records of the same moment, or use only that id.",
      "If single keys come in bursts, salt them; a longer window shows whether consumers can catch up.",
    ],
    about: "time",
    noise: windowShareNoise,
    format: percent,
    digits: 1,
    actual: (measures) => measures.maxWindowShare,
    unjudged({ contract, details }) {
      const limit = contract.limits.max_window_share;
      const why = details?.windows?.unknown;
      if (limit === undefined || why === undefined) return undefined;
      return { relation: "≤", limit, format: percent, digits: 1, why };
    },
    subject: ({ details }, actual) => {
      const { windows } = details ?? {};
      const of = windows === undefined ? "" : ` of ${windows.windowText}`;
      return `in the hottest 1 % of the windows${of}, one partition gets ${actual} of the records or more`;
    },
  }),
);

/** The same for a value that may be an estimate. */
function estimable(measured: Rule): Rule {
  return {
    ...measured,
    check(evidence) {
      const interval = evidence.details?.windows?.interval;
      const breach = measured.check(evidence);
      return interval === undefined ? breach : estimatedBreach(evidence, interval, breach);
    },
  };
}
