import { percent } from "../text/format.ts";
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
    const instead = isAmongFound(evidence) ? "" : `, not of ${evidence.contract.partitioner}`;
    const message = `the recorded partitions are those of ${text}${instead}`;
    return { limit: 0, actual, message };
  },
};

/** Share of the records that the contract's partitioner, or else the most common one, did not place. */
function elsewhere(evidence: Evidence): number | undefined {
  const { found, comparedRecords, agreeingRecords } = evidence.details?.recorded ?? {};
  const [first, ...others] = found?.found ?? [];
  if (first === undefined || comparedRecords === undefined) return undefined;
  if (others.length === 0 && isAmongFound(evidence)) return undefined;
  if (evidence.contract.isRecorded) return 1 - first.recordShare;
  return 1 - (agreeingRecords ?? 0) / comparedRecords;
}

/** Whether it is one of those found; also if the contract names none. */
function isAmongFound({ contract: { isRecorded, partitioner: name }, details }: Evidence): boolean {
  const found = details?.recorded?.found?.found ?? [];
  return isRecorded || found.some(({ names }) => names.some((one) => one === name));
}
