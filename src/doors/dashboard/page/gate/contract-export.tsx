import { useId, useState } from "preact/hooks";
import type { ErrorParts } from "#core/errors/user-error.ts";
import { download } from "../parts/download.ts";
import { Problems } from "../parts/problems.tsx";
import type { Judged } from "../worker/calls.ts";

const FILE = "skew_contract.yml";

interface ContractExportProps {
  readonly judged: Judged;
  /** Why it could not be used. */
  readonly errors: readonly ErrorParts[];
}

/** The contract that the sliders and limits lead to. */
export function ContractExport({ judged, errors }: ContractExportProps) {
  const title = useId();
  const { contractText, saltedKeys } = judged;
  const [told, setTold] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(contractText).then(
      () => setTold("Copied."),
      () => setTold("The browser did not let it be copied."),
    );
  return (
    <section class="panel" aria-labelledby={title}>
      <div class="head">
        <h2 id={title}>The contract it leads to</h2>
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
        {told}
      </p>
      {errors.length > 0 && <Problems errors={errors} />}
      {saltedKeys > 0 && (
        <p class="note">
          It holds for keys that are salted as above, which is up to your key's code.
        </p>
      )}
      <textarea
        class="code"
        readOnly
        aria-label="Text of the contract"
        rows={contractText.split("\n").length}
        spellcheck={false}
        value={contractText}
      />
    </section>
  );
}
