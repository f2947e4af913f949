import { SelectField, TextField } from "../parts/fields.tsx";
import type { GateState } from "./use-gate.ts";

const SAMPLES = [
  { value: "", text: "not said" },
  { value: "random", text: "a random part of all records" },
  { value: "census", text: "all records" },
] as const;

/** What the files have besides keys and counts. */
export function DetailFields({ gate }: { readonly gate: GateState }) {
  const { reading, setReading, contract, change } = gate;
  const text = (value: string) => (value === "" ? undefined : value);
  return (
    <>
      <TextField
        label="Column of the partition written to"
        placeholder="none"
        value={String(reading.partitionColumn ?? "")}
        onInput={(column) => setReading({ ...reading, partitionColumn: text(column) })}
      />
      <TextField
        label="Column of the time"
        placeholder="none"
        value={String(reading.timeColumn ?? "")}
        onInput={(column) => setReading({ ...reading, timeColumn: text(column) })}
      />
      <TextField
        label="Column of the record's size"
        placeholder="none"
        value={String(reading.bytesColumn ?? "")}
        onInput={(column) => setReading({ ...reading, bytesColumn: text(column) })}
      />
      <SelectField
        label="The keys are those of"
        value={contract.sample ?? ""}
        options={SAMPLES}
        onChange={(sample) => change({ sample: sample === "" ? undefined : sample })}
      />
    </>
  );
}
