import type { Window } from "#core/tally/window.ts";
import { windowWords } from "#core/tally/window-words.ts";
import { SelectField } from "../parts/fields.tsx";
import type { GateState } from "./use-gate.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Times in which consumers may not catch up on a hot partition. */
const LENGTHS_MS = [
  ...[SECOND_MS, 10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS],
  ...[HOUR_MS, 24 * HOUR_MS],
];
const NONE = { value: "", text: "none" };

/** The length of the windows that max_window_share looks at. */
export function WindowField({ gate: { contract, change } }: { readonly gate: GateState }) {
  const { window } = contract;
  const usual = LENGTHS_MS.map((length): Window => ({ unit: "ms", length }));
  const isUsual = window === undefined || usual.some((one) => idOf(one) === idOf(window));
  const windows = isUsual ? usual : [...usual, window];
  return (
    <SelectField
      label="Windows of time"
      hint="Limits a partition's share at every moment (max_window_share). Needs times of records."
      value={window === undefined ? NONE.value : idOf(window)}
      options={[NONE, ...windows.map((one) => ({ value: idOf(one), text: windowWords(one) }))]}
      onChange={(id) => change({ window: windows.find((one) => idOf(one) === id) })}
    />
  );
}

function idOf({ unit, length }: Window): string {
  return `${length} ${unit}`;
}
