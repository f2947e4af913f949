import { useId, useState } from "preact/hooks";
import type { RecommendationOrder, RecommendationResult } from "#doors/dashboard/wire.ts";
import { ClusterPicker, useClusters } from "../live/cluster-picker.tsx";
import { RunPanel } from "../live/run-panel.tsx";
import { useRun } from "../live/use-run.ts";
import { SelectField, TextField } from "../parts/fields.tsx";
import { Recommendations } from "./recommendations.tsx";

type Form = Omit<RecommendationOrder, "bootstrap" | "cluster">;

const EMPTY: Form = {
  topicFilter: "",
  includesInternal: false,
  method: "",
  formula: "",
  factor: "",
  minThroughput: "",
  minPartitions: "",
  consumerThroughput: "",
  samplingDays: "",
};

/** Topics and their required throughput on the left, partition counts on the right. */
export function RecommendView({ isShown }: { readonly isShown: boolean }) {
  const clusters = useClusters(isShown, true);
  const { state, start, cancel } = useRun<RecommendationResult>("api/recommendations");
  const [form, setForm] = useState(EMPTY);
  const isRunning = state.status === "running";
  return (
    <div class="workbench">
      <form
        class="rail"
        aria-label="Recommendation"
        onSubmit={(event) => {
          event.preventDefault();
          void start({ ...clusters.choice, ...form });
        }}
      >
        <ClusterPicker state={clusters} />
        <TopicsPanel form={form} change={(fields) => setForm({ ...form, ...fields })} />
        <div class="go">
          <button type="submit" disabled={isRunning || !clusters.isChosen}>
            {isRunning ? "Running …" : "Recommend"}
          </button>
        </div>
      </form>
      <div class="results">
        {state.status === "idle" && <Nothing />}
        <RunPanel state={state} title="Recommendation" onCancel={() => void cancel()} />
        {state.result !== undefined && <Recommendations result={state.result} />}
      </div>
    </div>
  );
}

function Nothing() {
  return (
    <div class="nothing">
      <h2>See how many partitions your topics need</h2>
      <p>
        Real traffic is examined: rates over time, and a sample of records for their sizes and keys.
        Topics and their records are read, never changed.
      </p>
    </div>
  );
}

interface TopicsPanelProps {
  readonly form: Form;
  change(fields: Partial<Form>): void;
}

function TopicsPanel({ form, change }: TopicsPanelProps) {
  const title = useId();
  const text = (label: string, name: keyof Form, placeholder: string, hint?: string) => (
    <TextField
      label={label}
      placeholder={placeholder}
      maxLength={1000}
      value={String(form[name])}
      onInput={(value) => change({ [name]: value })}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>Topics</h2>
      {text("Topic name contains", "topicFilter", "all", "Separate several parts with commas.")}
      <label class="choice">
        <input
          type="checkbox"
          checked={form.includesInternal}
          onChange={({ currentTarget }) => change({ includesInternal: currentTarget.checked })}
        />{" "}
        Include topics whose names start with _
      </label>
      {text(
        "Consumer throughput per partition",
        "consumerThroughput",
        "10M",
        "Bytes per second, or “measured”.",
      )}
      <div class="pair">
        {text("Peak multiplier", "factor", "3")}
        {text("Days to examine", "samplingDays", "7")}
        {text("Minimum throughput", "minThroughput", "10M", "Bytes per second.")}
        {text("Minimum partitions", "minPartitions", "6")}
      </div>
      <SelectField
        label="Traffic source"
        value={form.method}
        options={[
          { value: "", text: "from the environment" },
          { value: "sampling", text: "offsets and sampled records" },
          { value: "metrics", text: "Confluent Cloud metrics" },
        ]}
        onChange={(method) => change({ method })}
      />
      <SelectField
        label="Formula"
        value={form.formula}
        options={[
          { value: "", text: "capacity" },
          { value: "legacy", text: "legacy (the original recommender's)" },
        ]}
        onChange={(formula) => change({ formula })}
      />
    </section>
  );
}
