import { useId, useState } from "preact/hooks";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import type { ClusterChoice, Leftovers } from "#doors/dashboard/wire.ts";
import { ask, errorsOf } from "../parts/api.ts";
import { Problems } from "../parts/problems.tsx";

interface CleanupPanelProps {
  readonly choice: ClusterChoice;
}

/** Shows exactly what it would delete, and then what it deleted. */
export function CleanupPanel({ choice }: CleanupPanelProps) {
  const title = useId();
  const [found, setFound] = useState<Leftovers>();
  const [isDone, setIsDone] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [errors, setErrors] = useState<readonly ErrorParts[]>([]);
  const go = async (path: "api/leftovers" | "api/cleanup") => {
    setIsBusy(true);
    setErrors([]);
    try {
      const answer = await ask<Leftovers>(path, choice);
      setFound(answer);
      setErrors(answer.errors);
      setIsDone(path === "api/cleanup");
    } catch (error) {
      setErrors(errorsOf(error));
    }
    setIsBusy(false);
  };
  const all = found === undefined ? [] : [...found.held, ...found.left];
  const count = all.filter(({ outcome }) => outcome === "would be deleted").length;
  return (
    <section class="panel" aria-labelledby={title}>
      <div class="head">
        <h2 id={title}>Clean up</h2>
        <ul class="buttons">
          <li>
            <button
              type="button"
              class="quiet"
              disabled={isBusy}
              onClick={() => void go("api/leftovers")}
            >
              Show leftovers
            </button>
          </li>
          <li>
            <button
              type="button"
              disabled={isBusy || isDone || count === 0}
              onClick={() => void go("api/cleanup")}
            >
              {count === 0 ? "Delete" : `Delete ${count === 1 ? "it" : `these ${count}`}`}
            </button>
          </li>
        </ul>
      </div>
      <p class="note">
        Topics and API keys that runs created and did not delete: those that you kept, and those of
        runs that crashed. Nothing else is ever deleted.
      </p>
      {errors.length > 0 && <Problems errors={errors} />}
      <div role="status">
        {isBusy && <p>Searching …</p>}
        {!isBusy && found !== undefined && <Found found={found} />}
      </div>
    </section>
  );
}

const TONES: Readonly<Record<string, string>> = { deleted: "pass", failed: "fail" };

function Found({ found: { held, left, unreadable, errors } }: { readonly found: Leftovers }) {
  const all = [...held, ...left] as Leftovers["left"];
  if (all.length + unreadable.length === 0) {
    return errors.length === 0 ? <p>Nothing is left.</p> : null;
  }
  return (
    <ul class="made">
      {all.map(({ what, outcome, reason }) => (
        <li key={what}>
          <span class={`badge ${TONES[outcome] ?? "none"}`}>{outcome}</span>{" "}
          <bdi>{escapeUnsafe(what)}</bdi>
          {reason !== undefined && <small> {escapeUnsafe(reason)}</small>}
        </li>
      ))}
      {unreadable.map((path) => (
        <li key={path}>
          <span class="badge none">skipped</span> <bdi>{escapeUnsafe(path)}</bdi>{" "}
          <small>could not be read</small>
        </li>
      ))}
    </ul>
  );
}
