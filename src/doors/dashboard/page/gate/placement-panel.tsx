import { useId, useState } from "preact/hooks";
import { clients } from "#core/clients/clients.ts";
import { clientNames } from "#core/clients/families.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { assignors } from "#core/measures/consumer-loads.ts";
import { partitionerNames } from "#core/partitioners/index.ts";
import { RECORDED } from "#core/partitioners/placement-name.ts";
import { usedBy } from "#core/partitioners/used-by.ts";
import { plural } from "#core/text/format.ts";
import { NumberField, NumberInput, SelectField, Slider } from "../parts/fields.tsx";
import type { GateState } from "./use-gate.ts";

const MOST_BY_SLIDER = 5_000;
const MOST_PARTITIONS = 100_000;
/** Every number up to here, then in steps of 2.5 %: a slider has no room for all. */
const EACH = 128;
const GROWTH = 1.025;
const PARTITIONS = stops();
const SALTS = [1, 2, 4, 8, 16, 32, 64];

const NAMES = partitionerNames;

const CLIENTS = clientNames.filter((name) => "partitioner" in clients[name]);

const CHOICES: readonly string[] = [...NAMES, RECORDED, ...CLIENTS];

/** Partitions, partitioner and salt; results are recomputed at once. */
export function PlacementPanel({ gate }: { readonly gate: GateState }) {
  const title = useId();
  const { contract, change, salt, setSalt, judged } = gate;
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>Placement</h2>
      <PartitionsSlider gate={gate} />
      <PartitionerField gate={gate} />
      <Slider
        label="Salt"
        stops={SALTS}
        value={salt}
        text={salt === 1 ? "none" : `${salt} ways`}
        hint={saltHint(salt, judged?.saltedKeys ?? 0)}
        onInput={setSalt}
      />
      <NumberField
        label="Consumers in the group"
        placeholder="unknown"
        value={contract.consumers}
        least={1}
        most={MOST_PARTITIONS}
        isWhole
        isOptional
        onChange={(consumers) => change({ consumers })}
      />
      {contract.consumers !== undefined && (
        <SelectField
          label="Assignor of the group"
          value={contract.assignor ?? "range"}
          options={assignors.map((value) => ({ value, text: value }))}
          onChange={(name) => change({ assignor: assignors.find((one) => one === name) })}
        />
      )}
    </section>
  );
}

function PartitionsSlider({ gate: { contract, change } }: { readonly gate: GateState }) {
  const { partitions } = contract;
  return (
    <Slider
      label="Partitions"
      stops={PARTITIONS}
      value={partitions}
      text={plural(partitions, "partition")}
      onInput={(value) => change({ partitions: value })}
    >
      <NumberInput
        aria-label="Number of partitions"
        value={partitions}
        least={1}
        most={MOST_PARTITIONS}
        isWhole
        onChange={(value) => value !== undefined && change({ partitions: value })}
      />
    </Slider>
  );
}

function saltHint(salt: number, salted: number): string {
  if (salt === 1) return "Splits each of the hottest keys into several keys.";
  if (salted === 0) return "No key is hot enough for salting to help.";
  return `${plural(salted, "key")} split into ${plural(salted * salt, "key")}, with #0 to #${salt - 1} appended.`;
}

/** A partitioner, or a client's default, which also determines how empty keys are placed. */
function PartitionerField({ gate }: { readonly gate: GateState }) {
  const id = useId();
  const [chosen, setChosen] = useState("");
  const { contract, change } = gate;
  const isAlike = (choice: string) => isSame(placementFrom(choice), contract);
  const value = [chosen, ...CHOICES].find((one) => one !== "" && isAlike(one));
  return (
    <div class="field">
      <label for={id}>Partitioner</label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          setChosen(currentTarget.value);
          change(placementFrom(currentTarget.value));
        }}
      >
        <optgroup label="Partitioners">
          {NAMES.map((name) => (
            <option key={name}>{name}</option>
          ))}
          <option>{RECORDED}</option>
        </optgroup>
        <optgroup label="Client defaults">
          {CLIENTS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </optgroup>
      </select>
      <p class="hint" id={`${id}-hint`}>
        {contract.isRecorded
          ? "The partitions that the records were written to"
          : usedBy[contract.partitioner]}
      </p>
    </div>
  );
}

type Placement = Pick<TopicContract, "partitioner" | "isRecorded" | "emptyKey" | "hashedValues">;

function placementFrom(choice: string): Placement {
  const isRecorded = choice === RECORDED;
  const [partitioner = "murmur2"] = NAMES.filter((name) => name === choice);
  const name = CLIENTS.find((one) => one === choice);
  const client = name && clients[name];
  return client && "partitioner" in client
    ? {
        partitioner: client.partitioner,
        isRecorded,
        emptyKey: client.emptyKey,
        hashedValues:
          client.hashes === undefined ? undefined : [{ client: name, value: client.hashes }],
      }
    : { partitioner, isRecorded, emptyKey: "hashed", hashedValues: undefined };
}

function isSame(a: Placement, b: Placement): boolean {
  return (
    a.partitioner === b.partitioner && a.emptyKey === b.emptyKey && a.isRecorded === b.isRecorded
  );
}

function stops(): number[] {
  const all = Array.from({ length: EACH }, (_, i) => i + 1);
  for (let next = EACH; next < MOST_BY_SLIDER; ) {
    next = Math.min(MOST_BY_SLIDER, Math.round(next * GROWTH));
    all.push(next);
  }
  return all;
}
