import { SelectField, TextField } from "../parts/fields.tsx";
import type { GateState } from "./use-gate.ts";
import { WindowField } from "./window-field.tsx";

const SAMPLES = [
  { value: "", text: "not specified" },
  { value: "random", text: "a random sample of all records" },
  { value: "census", text: "all records" },
] as const;

/** Columns besides keys and counts. */
export function DetailFields({ gate }: { readonly gate: GateState }) {
  const { reading, setReading, contract, change } = gate;
  const text = (value: string) => (value === "" ? undefined : value);
  return (
    <>
      <TextField
        label="Partition column"
        placeholder="none"
        value={String(reading.partitionColumn ?? "")}
        onInput={(column) => setReading({ ...reading, partitionColumn: text(column) })}
      />
      <TextField
        label="Time column"
        placeholder="none"
        value={String(reading.timeColumn ?? "")}
        onInput={(column) => setReading({ ...reading, timeColumn: text(column) })}
      />
      <WindowField gate={gate} />
      <TextField
        label="Record size column"
        placeholder="none"
        value={String(reading.bytesColumn ?? "")}
        onInput={(column) => setReading({ ...reading, bytesColumn: text(column) })}
      />
      <SelectField
        label="Keys come from"
        value={contract.sample ?? ""}
        options={SAMPLES}
        onChange={(sample) => change({ sample: sample === "" ? undefined : sample })}
      />
    </>
  );
}
