import type { TopicContract } from "../contract/contract.ts";
import { EXPLAINED } from "../tally/found-partitioners.ts";
import { percent } from "../text/format.ts";
import { partitionerText } from "./partitioner-text.ts";
import type { Evidence, Rule } from "./rule.ts";

/** Records were written by another partitioner than the contract's, or by several. */
export const partitioner: Rule = {
  id: "partitioner",
  title: "Records were written by another partitioner",
  purpose:
    "All clients must use the contract's partitioner: another hash spreads keys differently, and a key in several partitions loses its order.",
  remedies: [
    "Name the client that writes the topic with producer, or its partitioner with partitioner.",
    "Configure the same partitioner in all clients that write the topic.",
  ],
  about: "placement",
  severity: "warning",
  show(evidence) {
    const actual = elsewhere(evidence);
    if (actual === undefined) return undefined;
    return { relation: "≤", limit: 0, actual, format: percent, digits: 1 };
  },
  check(evidence) {
    const actual = elsewhere(evidence);
    if (actual === undefined) return undefined;
    const { text } = evidence.details?.recorded?.found ?? {};
    const other = isAmongFound(evidence) ? undefined : expectedBy(evidence.contract);
    return { limit: 0, actual, message: partitionerText(text, other, actual) };
  },
};

/** Share of the records that the contract's partitioner, or else the most common one, did not place. */
function elsewhere(evidence: Evidence): number | undefined {
  const { found, comparedRecords = 0, agreeingRecords = 0 } = evidence.details?.recorded ?? {};
  const { contract } = evidence;
  const [first, ...others] = found?.found ?? [];
  const byOthers = 1 - agreeingRecords / comparedRecords;
  if (first === undefined) {
    return contract.stated?.partitioner && byOthers > 1 - EXPLAINED ? byOthers : undefined;
  }
  if (others.length === 0 && isAmongFound(evidence)) return undefined;
  return expectedBy(contract) === undefined ? 1 - first.recordShare : byOthers;
}

/** Whether it is one of those found; also if the contract names none. */
function isAmongFound({ contract, details }: Evidence): boolean {
  const expected = expectedBy(contract);
  const found = details?.recorded?.found?.found ?? [];
  return expected === undefined || found.some(({ names }) => names.some((one) => one === expected));
}

/** The contract's partitioner, unless it is `recorded`. */
function expectedBy({ isRecorded, partitioner: own, stated }: TopicContract) {
  return stated === undefined ? (isRecorded ? undefined : own) : stated.partitioner;
}
