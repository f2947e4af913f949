import { useId } from "preact/hooks";
import { sentence } from "#core/text/format.ts";
import {
  type ProducerPartitionerName,
  producerPartitioners,
} from "#live/core/analysis/producer-partitioner.ts";
import { DEFAULTS, PARTITIONS, RECORDS } from "#live/core/traffic/limits.ts";
import { type SimulationName, simulations } from "#live/core/traffic/simulations.ts";
import { NumberField, SelectField, TextField } from "../parts/fields.tsx";

const names = <Name extends string>(registry: Readonly<Record<Name, unknown>>) =>
  Object.keys(registry) as Name[];

/** The form's values before anything is entered. */
export const UNCHANGED_FORM = {
  topic: "",
  simulation: "normal" as SimulationName,
  patterns: DEFAULTS.keyPattern as string,
  partitions: PARTITIONS.otherwise as number,
  records: RECORDS.otherwise as number,
  setting: DEFAULTS.setting as ProducerPartitionerName,
  isHeld: false,
};

type Form = typeof UNCHANGED_FORM;

interface FormProps {
  readonly form: Form;
  change(fields: Partial<Form>): void;
}

/** What records are produced, and to which topic. */
export function RecordsPanel({ form, change }: FormProps) {
  const title = useId();
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>Records</h2>
      <TextField
        label="Topic"
        placeholder="a generated name"
        hint="It must not exist yet."
        maxLength={249}
        value={form.topic}
        onInput={(topic) => change({ topic })}
      />
      <KeyFields form={form} change={change} />
      <SizeFields form={form} change={change} />
      <SettingField form={form} change={change} />
      <label class="choice">
        <input
          type="checkbox"
          checked={form.isHeld}
          onChange={({ currentTarget }) => change({ isHeld: currentTarget.checked })}
        />{" "}
        Keep the topic until I clean up
      </label>
    </section>
  );
}

function KeyFields({ form: { simulation, patterns }, change }: FormProps) {
  return (
    <>
      <SelectField<SimulationName>
        label="Keys"
        value={simulation}
        options={names(simulations).map((value) => ({ value, text: value }))}
        hint={sentence(simulations[simulation].title)}
        onChange={(chosen) => change({ simulation: chosen })}
      />
      {simulation !== "hot-key" && (
        <PatternsField value={patterns} onInput={(typed) => change({ patterns: typed })} />
      )}
    </>
  );
}

function SizeFields({ form, change }: FormProps) {
  return (
    <div class="pair">
      <NumberField
        label="Partitions"
        value={form.partitions}
        least={PARTITIONS.least}
        most={PARTITIONS.most}
        isWhole
        onChange={(partitions) => partitions !== undefined && change({ partitions })}
      />
      <NumberField
        label="Records"
        value={form.records}
        least={RECORDS.least}
        most={RECORDS.most}
        isWhole
        onChange={(records) => records !== undefined && change({ records })}
      />
    </div>
  );
}

function SettingField({ form: { setting }, change }: FormProps) {
  const { partitioner } = producerPartitioners[setting];
  return (
    <SelectField<ProducerPartitionerName>
      label="Partitioner of the producer"
      value={setting}
      options={names(producerPartitioners).map((value) => ({ value, text: value }))}
      hint={partitioner === undefined ? "It ignores keys." : `Uses ${partitioner}.`}
      onChange={(chosen) => change({ setting: chosen })}
    />
  );
}

interface PatternsFieldProps {
  readonly value: string;
  onInput(value: string): void;
}

function PatternsField({ value, onInput }: PatternsFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Key prefixes, one per line</label>
      <textarea
        id={id}
        rows={2}
        spellcheck={false}
        autocomplete="off"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
