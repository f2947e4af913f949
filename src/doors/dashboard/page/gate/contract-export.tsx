import { useId, useState } from "preact/hooks";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import { download } from "../parts/download.ts";
import { Problems } from "../parts/problems.tsx";
import type { Judged } from "../worker/calls.ts";

const FILE = "skew_contract.yml";

interface ContractExportProps {
  readonly judged: Judged;
  /** Why the contract cannot be used. */
  readonly errors: readonly ErrorParts[];
}

/** The contract that results from the sliders and limits. */
export function ContractExport({ judged, errors }: ContractExportProps) {
  const title = useId();
  const { contractText, saltedKeys } = judged;
  const [status, setStatus] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(contractText).then(
      () => setStatus("Copied."),
      () => setStatus("The browser did not allow copying."),
    );
  return (
    <section class="panel" aria-labelledby={title}>
      <div class="head">
        <h2 id={title}>Resulting contract</h2>
        <ul class="buttons">
          <li>
            <button type="button" onClick={() => download(FILE, contractText, "text/yaml")}>
              Download {FILE}
            </button>
          </li>
          <li>
            <button type="button" class="quiet" onClick={() => void copy()}>
              Copy
            </button>
          </li>
        </ul>
      </div>
      <p role="status" class="note">
        {status}
      </p>
      {errors.length > 0 && <Problems errors={errors} />}
      {saltedKeys > 0 && (
        <p class="note">
          It holds for keys that are salted as above; your code that creates keys must do so.
        </p>
      )}
      <textarea
        class="code"
        readOnly
        aria-label="Contract text"
        rows={contractText.split("\n").length}
        spellcheck={false}
        value={contractText}
      />
    </section>
  );
}
