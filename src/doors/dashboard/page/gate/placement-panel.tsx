import { useId } from "preact/hooks";
import { assignors } from "#core/measures/consumer-loads.ts";
import { plural } from "#core/text/format.ts";
import { NumberField, NumberInput, SelectField, Slider } from "../parts/fields.tsx";
import { PartitionerFields } from "./partitioner-fields.tsx";
import type { GateState } from "./use-gate.ts";

const MOST_BY_SLIDER = 5_000;
const MOST_PARTITIONS = 100_000;
/** Every number up to here, then in steps of 2.5 %: a slider has no room for all. */
const EACH = 128;
const GROWTH = 1.025;
const PARTITIONS = stops();
const SALTS = [1, 2, 4, 8, 16, 32, 64];

/** Partitions, partitioner and salt; results are recomputed at once. */
export function PlacementPanel({ gate }: { readonly gate: GateState }) {
  const title = useId();
  const { contract, change, salt, setSalt, judged } = gate;
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>Placement</h2>
      <PartitionsSlider gate={gate} />
      <PartitionerFields gate={gate} />
      <Slider
        label="Salt"
        stops={SALTS}
        value={salt}
        text={salt === 1 ? "none" : `${salt} ways`}
        hint={saltHint(salt, judged?.saltedKeys ?? 0)}
        onInput={setSalt}
      />
      <NumberField
        label="Consumers in the group"
        placeholder="unknown"
        value={contract.consumers}
        least={1}
        most={MOST_PARTITIONS}
        isWhole
        isOptional
        onChange={(consumers) => change({ consumers })}
      />
      {contract.consumers !== undefined && (
        <SelectField
          label="Assignor of the group"
          value={contract.assignor ?? "range"}
          options={assignors.map((value) => ({ value, text: value }))}
          onChange={(name) => change({ assignor: assignors.find((one) => one === name) })}
        />
      )}
    </section>
  );
}

function PartitionsSlider({ gate: { contract, change } }: { readonly gate: GateState }) {
  const { partitions } = contract;
  return (
    <Slider
      label="Partitions"
      stops={PARTITIONS}
      value={partitions}
      text={plural(partitions, "partition")}
      onInput={(value) => change({ partitions: value })}
    >
      <NumberInput
        aria-label="Number of partitions"
        value={partitions}
        least={1}
        most={MOST_PARTITIONS}
        isWhole
        onChange={(value) => value !== undefined && change({ partitions: value })}
      />
    </Slider>
  );
}

function saltHint(salt: number, salted: number): string {
  if (salt === 1) return "Splits each of the hottest keys into several keys.";
  if (salted === 0) return "No key is hot enough for salting to help.";
  return `${plural(salted, "key")} split into ${plural(salted * salt, "key")}, with #0 to #${salt - 1} appended.`;
}

function stops(): number[] {
  const all = Array.from({ length: EACH }, (_, i) => i + 1);
  for (let next = EACH; next < MOST_BY_SLIDER; ) {
    next = Math.min(MOST_BY_SLIDER, Math.round(next * GROWTH));
    all.push(next);
  }
  return all;
}
