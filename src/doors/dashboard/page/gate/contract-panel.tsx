import { useId } from "preact/hooks";
import { printable } from "#core/text/printable.ts";
import { SelectField } from "../parts/fields.tsx";
import { FileButton } from "../parts/file-button.tsx";
import { Problems } from "../parts/problems.tsx";
import type { GateState } from "./use-gate.ts";

const MAX_NAME = 60;

/** Selects the contract that the keys are checked against. */
export function ContractPanel({ gate }: { readonly gate: GateState }) {
  const title = useId();
  const { topics, contractErrors } = gate;
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>Contract</h2>
      {contractErrors.length > 0 && <Problems errors={contractErrors} />}
      {topics.length === 0 && (
        <FileButton
          label="Choose a contract"
          hint="or drop skew_contract.yml; without one, set limits on the right"
          accept=".yml,.yaml"
          onFiles={([file]) => {
            if (file !== undefined) {
              void file.text().then((text) => gate.readContract(text, file.name));
            }
          }}
        />
      )}
      {topics.length > 1 && <TopicField gate={gate} />}
      {topics.length > 0 && <ChosenTopic gate={gate} />}
    </section>
  );
}

function TopicField({ gate: { topics, contract, chooseTopic } }: { readonly gate: GateState }) {
  return (
    <SelectField
      label="Topic"
      value={contract.topic}
      options={topics.map(({ topic }) => ({ value: topic, text: printable(topic, MAX_NAME) }))}
      onChange={(name) => {
        const chosen = topics.find(({ topic }) => topic === name);
        if (chosen !== undefined) chooseTopic(chosen);
      }}
    />
  );
}

/** The topic's name, and buttons to undo changes or to do without the contract. */
function ChosenTopic({ gate }: { readonly gate: GateState }) {
  const { topics, contract } = gate;
  const reset = () => {
    const own = topics.find(({ topic }) => topic === contract.topic);
    if (own !== undefined) gate.chooseTopic(own);
    gate.setSalt(1);
  };
  return (
    <div class="chosen">
      <p>
        <strong>
          <bdi>{printable(contract.topic, MAX_NAME)}</bdi>
        </strong>
      </p>
      <ul class="buttons">
        <li>
          <button type="button" class="quiet" onClick={reset}>
            Reset
          </button>
        </li>
        <li>
          <button type="button" class="quiet" onClick={gate.dropContract}>
            Remove
          </button>
        </li>
      </ul>
    </div>
  );
}
