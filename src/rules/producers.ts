import { type ClientName, placementOf } from "../clients/clients.ts";
import type { TopicContract } from "../contract/contract.ts";
import type { KeyTable } from "../keys/key-table.ts";
import { partitioners } from "../partitioners/index.ts";
import { percent } from "../text/format.ts";
import type { Evidence, Rule } from "./rule.ts";

type Placement = Pick<TopicContract, "partitioner" | "emptyKey">;

/** All clients that write a topic must agree where a key goes, and with what the gate judges. */
export const producers: Rule = {
  id: "producers",
  purpose: "Clients that place a key differently split it over partitions, and its order is lost.",
  about: "clients",
  show(evidence) {
    if (evidence.contract.producers.length === 0) return undefined;
    const actual = disagreement(evidence).keys;
    return { relation: "≤", limit: 0, actual, format: percent, digits: 1 };
  },
  check(evidence) {
    const { keys, records } = disagreement(evidence);
    if (keys === 0) return undefined;
    const message = `${describe(evidence.contract)} place ${percent(keys)} of these keys, with ${percent(records)} of the records, in different partitions; they must agree on all of them, because a key in several partitions loses its order`;
    return { limit: 0, actual: keys, message };
  },
};

/** `java (murmur2) and librdkafka (crc32)`; with the contract's own partitioner if no client has it. */
function describe({ producers: names, partitioner }: TopicContract): string {
  const placed = names.map((name) => ({ name, by: placement(name).partitioner }));
  const clients = placed.map(({ name, by }) => `${name} (${by})`);
  const isOneOfThem = placed.some(({ by }) => by === partitioner);
  return [...clients, ...(isOneOfThem ? [] : [`partitioner ${partitioner}`])].join(" and ");
}

/** Shares of the keys, and of the records with a key, that are not placed alike by all. */
function disagreement({ contract, keys }: Evidence): { keys: number; records: number } {
  if (contract.producers.length === 0) return { keys: 0, records: 0 };
  const { table, hashes } = keys;
  const { partitions } = contract;
  const own = placesOf(contract, hashes, table, partitions);
  const others = distinctPlacements(contract).map((one) =>
    placesOf(one, table.hashAll(partitioners[one.partitioner].hash), table, partitions),
  );
  let differing = 0;
  let records = 0;
  for (let i = 0; i < table.size; i++) {
    if (others.every((other) => other[i] === own[i])) continue;
    differing++;
    records += table.counts[i] as number;
  }
  return { keys: differing / table.size, records: records / table.keyedRecords };
}

/** What the clients do, each once, but for what the gate itself judges by. */
function distinctPlacements(contract: TopicContract): Placement[] {
  const idOf = ({ partitioner, emptyKey }: Placement) => `${partitioner} ${emptyKey}`;
  const byId = new Map(contract.producers.map(placement).map((one) => [idOf(one), one]));
  byId.delete(idOf(contract));
  return [...byId.values()];
}

function placement(name: ClientName): Placement {
  const found = placementOf(name);
  if (found === undefined) throw new Error(`${name} ignores keys`);
  return found;
}

/** The partition of each key by its hash; −1 where the client leaves it to chance. */
function placesOf(
  { partitioner, emptyKey }: Placement,
  hashes: Uint32Array,
  table: KeyTable,
  partitions: number,
): Int32Array {
  const { place } = partitioners[partitioner];
  const places = Int32Array.from(hashes, (hash) => place(hash, partitions));
  const empty = table.findEmpty();
  if (empty >= 0 && emptyKey === "unplaced") places[empty] = -1;
  return places;
}
