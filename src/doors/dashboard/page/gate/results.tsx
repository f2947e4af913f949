import { useId, useState } from "preact/hooks";
import { Shown } from "../parts/shown.tsx";
import { useAtRest } from "../parts/use-at-rest.ts";
import type { Judged } from "../worker/calls.ts";
import { Limits } from "./limits.tsx";
import type { GateState } from "./use-gate.ts";

interface ResultsProps {
  readonly gate: GateState;
  readonly judged: Judged;
}

const HEADLINES = {
  pass: "The contract holds",
  warn: "The contract holds, with warnings",
  fail: "Contract broken",
  none: "Measured only",
} as const;
const MARKS = { pass: "✓", warn: "!", fail: "✗", none: "–" } as const;

/** The distribution and the contract's verdict on it. */
export function Results({ gate, judged }: ResultsProps) {
  const { verdict, sentence } = judged;
  const title = useId();
  return (
    <section class={`panel verdict ${verdict}`} aria-labelledby={title}>
      <div role="status">
        <h2 id={title}>
          <span class={`badge ${verdict}`} aria-hidden="true">
            {MARKS[verdict]}
          </span>{" "}
          {HEADLINES[verdict]}
        </h2>
        <p class="facts">{sentence}</p>
      </div>
      <Shown markup={judged.tiles} />
      <Shown markup={judged.cause} />
      <div class="charts">
        <Shown markup={judged.partitions} />
        <Shown markup={judged.lorenz} />
      </div>
      <Limits gate={gate} judged={judged} />
      <div class="two">
        <Shown markup={judged.hottestKeys} />
        <Shown markup={gate.advised?.advice ?? ""} />
      </div>
      <WhatIf gate={gate} />
    </section>
  );
}

/** Simulated when it is expanded, and again when the sliders stop, because it takes longer. */
function WhatIf({ gate }: { readonly gate: GateState }) {
  const { settings, read, whatIf } = gate;
  const [isOpen, setIsOpen] = useState(false);
  const table = useAtRest(() => whatIf(settings), isOpen, [settings, read]);
  return (
    <details class="what-if" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>What if: other partition counts, partitioners and salts, simulated</summary>
      {table === undefined ? <p class="note">Simulating …</p> : <Shown markup={table} />}
    </details>
  );
}
