import { useId } from "preact/hooks";
import { clients } from "#core/clients/clients.ts";
import { type ClientName, clientNames } from "#core/clients/families.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { topicPlacement } from "#core/contract/producers.ts";
import { partitionerNames } from "#core/partitioners/index.ts";
import { RECORDED } from "#core/partitioners/placement-name.ts";
import { usedBy } from "#core/partitioners/used-by.ts";
import { SelectField } from "../parts/fields.tsx";
import type { GateState } from "./use-gate.ts";

const CLIENTS = clientNames.filter((name) => "partitioner" in clients[name]);

const PARTITIONERS = [...partitionerNames, RECORDED] as const;

const EMPTY_KEYS = [
  { value: "hashed", text: "are hashed like other keys" },
  { value: "unplaced", text: "can be in any partition, like null keys" },
] as const;

/** A partitioner or a client, the clients that the contract lists, and what happens to empty keys. */
export function PartitionerFields({ gate }: { readonly gate: GateState }) {
  const { contract } = gate;
  return (
    <>
      <PartitionerField gate={gate} />
      {contract.producers.length > 0 && (
        <p class="note">Producers compared: {contract.producers.join(", ")}</p>
      )}
      {!contract.isRecorded && <EmptyKeysField gate={gate} />}
    </>
  );
}

function PartitionerField({ gate: { contract, change } }: { readonly gate: GateState }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Partitioner</label>
      <select
        id={id}
        value={choiceOf(contract)}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => change(placementFrom(currentTarget.value, contract))}
      >
        <optgroup label="Partitioners">
          {PARTITIONERS.map((name) => (
            <option key={name}>{name}</option>
          ))}
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

function EmptyKeysField({ gate: { contract, change } }: { readonly gate: GateState }) {
  const client = clientOf(contract);
  const byDefault = client && defaultOf(client).emptyKey;
  return (
    <SelectField
      label="Empty keys"
      value={contract.emptyKey}
      options={EMPTY_KEYS.map(({ value, text }) => {
        return { value, text: value === byDefault ? `${text} (as ${client} does)` : text };
      })}
      onChange={(emptyKey) => change({ emptyKey })}
    />
  );
}

function choiceOf(contract: TopicContract): string {
  return contract.isRecorded ? RECORDED : (clientOf(contract) ?? contract.partitioner);
}

/** The client whose default places the keys: the one that is named, or the first that is listed. */
function clientOf(contract: TopicContract): ClientName | undefined {
  const { producer, partitioner } = contract;
  const [first] = contract.producerPlacements;
  const name = producer ?? (first?.isConfigured ? undefined : first?.client);
  return name !== undefined && defaultOf(name).partitioner === partitioner ? name : undefined;
}

function defaultOf(producer: ClientName) {
  return topicPlacement({ producer }, clients);
}

/** The fields that a choice changes. */
function placementFrom(choice: string, { producerPlacements: listed }: TopicContract) {
  const producer = CLIENTS.find((one) => one === choice);
  const partitioner = PARTITIONERS.find((one) => one === choice);
  if (producer === undefined) {
    return { ...topicPlacement({ partitioner }, clients), producer };
  }
  // A contract may name only one that it lists.
  const isAllowed = listed.length === 0 || listed.some(({ client }) => client === producer);
  return { ...defaultOf(producer), producer: isAllowed ? producer : undefined };
}
