import { useState } from "preact/hooks";
import type { AnalysisOrder, AnalysisResult } from "#doors/dashboard/wire.ts";
import { CleanupPanel } from "../live/cleanup-panel.tsx";
import { ClusterPicker } from "../live/cluster-picker.tsx";
import { RunPanel } from "../live/run-panel.tsx";
import { useClusters } from "../live/use-clusters.ts";
import { useRun } from "../live/use-run.ts";
import { AnalysisResults } from "./analysis-results.tsx";
import { RecordsPanel, UNCHANGED_FORM } from "./records-panel.tsx";

/** A cluster and a simulation on the left, results on the right. */
export function AnalyzeView({ isShown }: { readonly isShown: boolean }) {
  const clusters = useClusters(isShown);
  const { state, start, cancel } = useRun<AnalysisResult>("api/analyses");
  const [form, setForm] = useState(UNCHANGED_FORM);
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
        Records are produced to a new topic, read back, and compared one by one with every
        partitioner and five strategies. The topic is deleted at the end. Existing topics are never
        changed.
      </p>
    </div>
  );
}
