import { type clients, placementOf } from "../clients/clients.ts";
import { partitioners } from "../partitioners/index.ts";
import { percent } from "../text/format.ts";
import type { Evidence, Rule } from "./rule.ts";

/** All clients that write a topic must agree where a key goes. */
export const producers: Rule = {
  id: "producers",
  purpose: "Clients that place a key differently split it over partitions, and its order is lost.",
  about: "sample",
  show: (evidence) => ({ actual: disagreement(evidence).keys, format: percent }),
  check(evidence) {
    const { keys, records } = disagreement(evidence);
    if (keys === 0) return undefined;
    const names = evidence.contract.producers.map((name) => {
      const partitioner = placementOf(name)?.partitioner;
      return `${name} (${partitioner})`;
    });
    const message = `${names.join(" and ")} place ${percent(keys)} of these keys, with ${percent(records)} of the records, in different partitions: one key then lies in two, and its order is lost`;
    return { limit: 0, actual: keys, message };
  },
};

/** Shares of the keys, and of the records with a key, that the clients place differently. */
function disagreement({ contract, keys }: Evidence): { keys: number; records: number } {
  const places = contract.producers.map((name) => placesOf(name, keys.table, contract.partitions));
  const [first, ...others] = places;
  if (first === undefined || others.length === 0) return { keys: 0, records: 0 };
  let differing = 0;
  let records = 0;
  for (let i = 0; i < keys.table.size; i++) {
    if (others.every((other) => other[i] === first[i])) continue;
    differing++;
    records += keys.table.counts[i] as number;
  }
  return { keys: differing / keys.table.size, records: records / keys.table.keyedRecords };
}

/** The partition of each key; −1 where the client leaves it to chance. */
function placesOf(
  name: keyof typeof clients,
  table: Evidence["keys"]["table"],
  partitions: number,
): Int32Array {
  const placement = placementOf(name);
  if (placement === undefined) throw new Error(`${name} ignores keys`);
  const { hash, place } = partitioners[placement.partitioner];
  const places = Int32Array.from(table.hashAll(hash), (value) => place(value, partitions));
  const empty = table.findEmpty();
  if (empty >= 0 && placement.emptyKey === "unplaced") places[empty] = -1;
  return places;
}
