import { useId } from "preact/hooks";
import { limitFields, type RuleId } from "#core/contract/contract.ts";
import { ruleName } from "#core/reports/html/words.ts";
import { sentence } from "#core/text/format.ts";
import { NumberInput } from "../parts/fields.tsx";
import { Shown } from "../parts/shown.tsx";
import type { Judged, RuleLine } from "../worker/calls.ts";
import type { GateState } from "./use-gate.ts";

interface LimitsProps {
  readonly gate: GateState;
  readonly judged: Judged;
}

/** Every rule with its editable limit and the measured value. */
export function Limits({ gate, judged }: LimitsProps) {
  const title = useId();
  const { contract, change } = gate;
  const set = (id: RuleId, limit: number | undefined) => {
    const { [id]: _, ...others } = contract.limits;
    change({ limits: limit === undefined ? others : { ...others, [id]: limit } });
  };
  return (
    <section aria-labelledby={title}>
      <div class="head">
        <h3 id={title}>Limits</h3>
        <button type="button" class="quiet" onClick={() => void gate.propose()}>
          Propose limits that these keys satisfy
        </button>
      </div>
      <ul class="limits">
        {judged.rules.map((line) => (
          <Line key={line.id} line={line} onChange={(limit) => set(line.id, limit)} />
        ))}
      </ul>
    </section>
  );
}

const WORDS = {
  holds: "Holds",
  broken: "Broken",
  warning: "Warning",
  unjudged: "Not judged",
  unset: "No limit",
} as const;
const TONES = {
  holds: "pass",
  broken: "fail",
  warning: "warn",
  unjudged: "warn",
  unset: "none",
} as const;
const MARKS = { holds: "✓", broken: "✗", warning: "!", unjudged: "–", unset: "–" } as const;

interface LineProps {
  readonly line: RuleLine;
  onChange(limit: number | undefined): void;
}

function Line({ line, onChange }: LineProps) {
  const id = useId();
  const { id: rule, purpose, relation, actualText, limit, limitText, state, message } = line;
  const canChange = limitFields.some((field) => field === rule);
  const isCount = relation === "≥";
  return (
    <li class={`limit ${state}`}>
      <label for={id} title={purpose}>
        <Shown markup={ruleName(rule)} />
      </label>
      <span class="actual">
        <strong>{actualText === "" ? "–" : actualText}</strong>
      </span>
      <Meter line={line} />
      <span class="set">
        <span aria-hidden="true">{relation}</span>{" "}
        {canChange ? (
          <NumberInput
            id={id}
            value={limit}
            least={0}
            most={isCount ? Number.MAX_SAFE_INTEGER : rule === "max_cv" ? 1e9 : 1}
            isWhole={isCount}
            isOptional
            placeholder="none"
            onChange={onChange}
          />
        ) : (
          limitText
        )}
      </span>
      <span class={`badge ${TONES[state]}`}>
        <span aria-hidden="true">{MARKS[state]}</span> {WORDS[state]}
      </span>
      {message !== undefined && <p class="why">{sentence(message)}</p>}
    </li>
  );
}

/** Only visual: the numbers are next to it. */
function Meter({ line: { limit, actual = 0, state } }: { readonly line: RuleLine }) {
  const most = Math.max(limit ?? 0, actual) * 1.1 || 1;
  const at = (value: number) => `${(value / most) * 100}%`;
  return (
    <svg class={`meter ${state}`} aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="3" />
      <rect class="value" width={at(actual)} height="100%" rx="3" />
      {limit !== undefined && <line x1={at(limit)} x2={at(limit)} y1="0" y2="100%" />}
    </svg>
  );
}
