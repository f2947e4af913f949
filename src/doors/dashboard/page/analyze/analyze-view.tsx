import { useId, useState } from "preact/hooks";
import { sentence } from "#core/text/format.ts";
import type { AnalysisOrder, AnalysisResult } from "#doors/dashboard/wire.ts";
import {
  type ProducerPartitionerName,
  producerPartitioners,
} from "#live/core/analysis/producer-partitioner.ts";
import { DEFAULTS, PARTITIONS, RECORDS } from "#live/core/traffic/limits.ts";
import { type SimulationName, simulations } from "#live/core/traffic/simulations.ts";
import { CleanupPanel } from "../live/cleanup-panel.tsx";
import { ClusterPicker, useClusters } from "../live/cluster-picker.tsx";
import { RunPanel } from "../live/run-panel.tsx";
import { useRun } from "../live/use-run.ts";
import { NumberField, SelectField, TextField } from "../parts/fields.tsx";
import { AnalysisResults } from "./analysis-results.tsx";

const names = <Name extends string>(registry: Readonly<Record<Name, unknown>>) =>
  Object.keys(registry) as Name[];

const EMPTY = {
  topic: "",
  simulation: "normal" as SimulationName,
  patterns: DEFAULTS.keyPattern as string,
  partitions: PARTITIONS.otherwise as number,
  records: RECORDS.otherwise as number,
  setting: DEFAULTS.setting as ProducerPartitionerName,
  isHeld: false,
};

/** A cluster and a simulation on the left, results on the right. */
export function AnalyzeView({ isShown }: { readonly isShown: boolean }) {
  const clusters = useClusters(isShown);
  const { state, start, cancel } = useRun<AnalysisResult>("api/analyses");
  const [form, setForm] = useState(EMPTY);
  const isRunning = state.status === "running";
  const order: AnalysisOrder = {
    ...clusters.choice,
    ...form,
    topic: form.topic.trim(),
    patterns: form.patterns.split("\n").map((line) => line.replace(/\r$/, "")),
  };
  return (
    <div class="workbench">
      <form
        class="rail"
        aria-label="Analysis"
        onSubmit={(event) => {
          event.preventDefault();
          void start(order);
        }}
      >
        <ClusterPicker state={clusters} />
        <RecordsPanel form={form} change={(fields) => setForm({ ...form, ...fields })} />
        <div class="go">
          <button type="submit" disabled={isRunning || !clusters.isChosen}>
            {isRunning ? "Running …" : "Run the analysis"}
          </button>
        </div>
      </form>
      <div class="results">
        {state.status === "idle" && <Nothing />}
        <RunPanel state={state} title="Analysis" onCancel={() => void cancel()} />
        {state.result !== undefined && <AnalysisResults analysis={state.result} />}
        <CleanupPanel choice={clusters.choice} />
      </div>
    </div>
  );
}

function Nothing() {
  return (
    <div class="nothing">
      <h2>See where a real cluster puts your keys</h2>
      <p>
        Records are produced to a new topic, read back, and compared one by one with seven
        partitioners and five strategies. The topic is deleted at the end. Existing topics are never
        changed.
      </p>
    </div>
  );
}

type Form = typeof EMPTY;

interface RecordsPanelProps {
  readonly form: Form;
  change(fields: Partial<Form>): void;
}

function RecordsPanel({ form, change }: RecordsPanelProps) {
  const title = useId();
  const { simulation, setting } = form;
  const { partitioner } = producerPartitioners[setting];
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
      <SelectField<SimulationName>
        label="Keys"
        value={simulation}
        options={names(simulations).map((value) => ({ value, text: value }))}
        hint={sentence(simulations[simulation].title)}
        onChange={(chosen) => change({ simulation: chosen })}
      />
      {simulation !== "hot-key" && (
        <PatternsField value={form.patterns} onInput={(patterns) => change({ patterns })} />
      )}
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
      <SelectField<ProducerPartitionerName>
        label="Partitioner of the producer"
        value={setting}
        options={names(producerPartitioners).map((value) => ({ value, text: value }))}
        hint={partitioner === undefined ? "It ignores keys." : `Uses ${partitioner}.`}
        onChange={(chosen) => change({ setting: chosen })}
      />
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
