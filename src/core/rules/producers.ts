import { keyShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { producersText } from "./producers-text.ts";
import type { Evidence, Rule } from "./rule.ts";

/** All clients that write a topic must agree on a key's partition, and with the partitioner that the gate uses. */
export const producers: Rule = {
  id: "producers",
  title: "Producers place the same key in different partitions",
  purpose: "Clients that place a key differently split it over partitions, and its order is lost.",
  remedies: [
    "Configure the same partitioner in all of them: `skew-contract clients` says how, for example partitioner=murmur2_random with librdkafka. Then name it: { client: librdkafka, partitioner: murmur2 }.",
    "Remove a producer from the list if it no longer writes the topic.",
  ],
  about: "clients",
  noise: keyShareNoise,
  show(evidence) {
    const isChecked = evidence.contract.producers.length > 0 && evidence.tally.uniqueKeys > 0;
    if (!isChecked) return undefined;
    const actual = disagreement(evidence).keys;
    return { relation: "≤", limit: 0, actual, format: percent, digits: 1 };
  },
  check(evidence) {
    const { keys, records } = disagreement(evidence);
    if (keys === 0) return undefined;
    const message = producersText(evidence.contract, keys, records);
    return { limit: 0, actual: keys, message };
  },
};

/** Shares of the keys, and of the records with a key, that the clients place differently. */
function disagreement({ contract, tally }: Evidence): { keys: number; records: number } {
  if (contract.producerPlacements.some(({ ignoresKeys }) => ignoresKeys)) {
    return { keys: 1, records: 1 };
  }
  const { split, uniqueKeys, keyedRecords } = tally;
  return {
    keys: split.keys / Math.max(1, uniqueKeys),
    records: split.records / Math.max(1, keyedRecords),
  };
}
