import { useId } from "preact/hooks";
import { percent, sentence, whole } from "#core/text/format.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import { Problems } from "../parts/problems.tsx";
import type { RunState } from "./run-state.ts";

interface RunPanelProps {
  readonly state: RunState<unknown>;
  readonly title: string;
  onCancel(): void;
}

const STATUS = {
  idle: "",
  running: "Running",
  held: "Done; what it created is kept until you clean up or the dashboard ends",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
} as const;

/** A run's progress, what it created, and what of that is deleted again. */
export function RunPanel({ state, title, onCancel }: RunPanelProps) {
  const id = useId();
  const { status, isCancelling, progress, notes, possessions, errors } = state;
  if (status === "idle") return null;
  const isRunning = status === "running";
  return (
    <section class="panel" aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>{title}</h2>
        {isRunning && (
          <button type="button" class="quiet" disabled={isCancelling} onClick={onCancel}>
            {isCancelling ? "Cancelling …" : "Cancel"}
          </button>
        )}
      </div>
      <p role="status">{STATUS[status]}</p>
      {isRunning && <Bar progress={progress} />}
      {errors.length > 0 && <Problems errors={errors} />}
      {possessions.length > 0 && (
        <ul class="made">
          {possessions.map(({ what, isDeleted }) => (
            <li key={what}>
              <span class={`badge ${isDeleted ? "pass" : "none"}`}>
                {isDeleted ? "deleted" : "created"}
              </span>{" "}
              <bdi>{escapeUnsafe(what)}</bdi>
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <details>
          <summary>Log</summary>
          <ul>
            {notes.map((note, i) => (
              <li key={`${i} ${note}`}>
                <bdi>{escapeUnsafe(note)}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Bar({ progress }: Pick<RunState<unknown>, "progress">) {
  const id = useId();
  if (progress === undefined) {
    return (
      <p class="note">
        <label for={id}>Connecting …</label> <progress id={id} />
      </p>
    );
  }
  const { phase, unit, done, total, perSecond, secondsLeft } = progress;
  const left = secondsLeft === undefined ? "" : `, ${whole(Math.ceil(secondsLeft))} s left`;
  const share = total === 0 ? 1 : done / total;
  return (
    <div class="note">
      <label for={id}>
        {sentence(phase).slice(0, -1)}: {percent(share, 0)} of {whole(total)} {unit},{" "}
        {whole(perSecond)} {unit} per second{left}
      </label>
      <progress id={id} value={done} max={total || 1} />
    </div>
  );
}
