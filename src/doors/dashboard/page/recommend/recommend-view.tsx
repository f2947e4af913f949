import { useState } from "preact/hooks";
import type { RecommendationResult } from "#doors/dashboard/wire.ts";
import { ClusterPicker } from "../live/cluster-picker.tsx";
import { RunPanel } from "../live/run-panel.tsx";
import { useClusters } from "../live/use-clusters.ts";
import { useRun } from "../live/use-run.ts";
import { Recommendations } from "./recommendations.tsx";
import { EMPTY_FORM, TopicsPanel } from "./topics-panel.tsx";

/** Topics and their required throughput on the left, partition counts on the right. */
export function RecommendView({ isShown }: { readonly isShown: boolean }) {
  const clusters = useClusters(isShown, true);
  const { state, start, cancel } = useRun<RecommendationResult>("api/recommendations");
  const [form, setForm] = useState(EMPTY_FORM);
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
