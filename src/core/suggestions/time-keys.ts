import { decimal, percent } from "../text/format.ts";
import { rotatingKeys } from "./rotating-keys.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** Keys that change with time are even over a day, but not at any moment. */
export const timeKeys: Suggester = {
  id: "time-keys",
  suggest(subject) {
    const { details, findings } = subject;
    const isBroken = findings.some(({ rule }) => rule === "max_window_share");
    // Windows were measured, and their share is within its limit.
    if (details?.windows?.share !== undefined && !isBroken) return undefined;
    const found = rotatingKeys(subject);
    if (found === undefined) return undefined;
    const { share, keysPerTime, example } = found;
    const measured = isBroken ? "" : measureText(details?.time !== undefined);
    return sentenceWithKeys`Keys that change with time: ${percent(share)} of the keys are or contain what looks like a date or time, such as ${{ key: example }}, with ${keysText(keysPerTime)} at each on average. At any moment, few partitions then get all records, even if the whole sample is even. Add an id to the key that differs between records of the same moment, or use only that id.${measured}`;
  },
};

function keysText(keysPerTime: number): string {
  const number = decimal(keysPerTime, 1);
  return `${number} different key${number === "1" ? "" : "s"}`;
}

function measureText(areTimesKnown: boolean): string {
  const needed = areTimesKnown ? "" : ", and say where the records' times are (time_column)";
  return ` To measure this, set window and max_window_share in the contract${needed}.`;
}
