import { useId } from "preact/hooks";
import { escapeUnsafe, printable } from "#core/text/printable.ts";
import type { Clusters, WireCluster } from "#doors/dashboard/wire.ts";
import { SelectField, TextField } from "../parts/fields.tsx";
import { Problems } from "../parts/problems.tsx";
import type { ClustersState } from "./use-clusters.ts";

const MAX_NAME = 60;

/** Environment, then cluster; or an address. */
export function ClusterPicker({ state }: { readonly state: ClustersState }) {
  const title = useId();
  const { isByAddress, setIsByAddress, errors, clusters } = state;
  return (
    <section class="panel" aria-labelledby={title}>
      <h2 id={title}>Cluster</h2>
      <fieldset>
        <legend class="hint">Connect with</legend>
        <Choice isChosen={!isByAddress} onChoose={() => setIsByAddress(false)}>
          credentials and settings
        </Choice>
        <Choice isChosen={isByAddress} onChoose={() => setIsByAddress(true)}>
          an address
        </Choice>
      </fieldset>
      {isByAddress ? (
        <TextField
          label="Bootstrap servers"
          placeholder="localhost:9092"
          hint="Credentials come from the environment."
          maxLength={1000}
          value={state.address}
          onInput={state.setAddress}
        />
      ) : (
        <>
          {errors.length > 0 && <Problems errors={errors} />}
          {clusters === undefined && errors.length === 0 && <p class="hint">Loading …</p>}
          {clusters !== undefined && <ByCredentials state={state} clusters={clusters} />}
          <button type="button" class="quiet" onClick={() => void state.load()}>
            Reload clusters
          </button>
        </>
      )}
    </section>
  );
}

interface ByCredentialsProps {
  readonly state: ClustersState;
  readonly clusters: Clusters;
}

const ALL = { value: "", text: "all, in all environments" };

function ByCredentials({ state, clusters: { clusters, notes } }: ByCredentialsProps) {
  const environments = new Map(clusters.map(({ environment: one }) => [one?.id ?? "", one]));
  const inside = clusters.filter((one) => (one.environment?.id ?? "") === state.environment);
  const [only] = clusters;
  if (only === undefined) {
    return (
      <p class="hint">These credentials can access no cluster, or the filters exclude them all.</p>
    );
  }
  return (
    <>
      {only.environment !== undefined && (
        <SelectField
          label="Environment"
          value={state.environment}
          options={[...environments].map(([value, one]) => ({
            value,
            text: one === undefined ? value : named(one),
          }))}
          onChange={state.setEnvironment}
        />
      )}
      <SelectField
        label="Cluster"
        value={state.cluster}
        options={[
          ...(state.mayBeAll && clusters.length > 1 ? [ALL] : []),
          ...inside.map((one) => ({ value: one.id ?? "", text: clusterText(one) })),
        ]}
        onChange={state.setCluster}
      />
      {notes.map((note) => (
        <p class="hint" key={note}>
          {escapeUnsafe(note)}
        </p>
      ))}
    </>
  );
}

function clusterText({ id, name }: WireCluster): string {
  return id === undefined || id === name ? printable(name, MAX_NAME) : named({ id, name });
}

function named({ id, name }: { readonly id: string; readonly name: string }): string {
  return `${printable(name, MAX_NAME)} (${printable(id, MAX_NAME)})`;
}

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly children: string;
  onChoose(): void;
}

function Choice({ isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label class="choice">
      <input type="radio" checked={isChosen} onChange={onChoose} /> {children}
    </label>
  );
}
