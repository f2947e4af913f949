import type { Case } from "../simulations/case.ts";
import { isHashed } from "../simulations/hashed-case.ts";
import { simulateNullToken } from "../simulations/null-token.ts";
import { partitionerOf } from "../tally/spec.ts";
import { percent, plural } from "../text/format.ts";
import { outcomeOf, type Remedy } from "./remedy.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

export const emptyKeys: Suggester = {
  id: "empty-keys",
  suggest(subject) {
    const { contract, measures } = subject;
    const { emptyKeys: empty, records, partitions } = measures;
    if (empty === 0) return undefined;
    const partitioner = partitionerOf(contract);
    const place =
      contract.emptyKey === "unplaced"
        ? "this client treats them as records without a key"
        : !isHashed(subject)
          ? "to Kafka, that is a key like any other"
          : `all of them go to partition ${partitioner.place(partitioner.hash(new Uint8Array(0), 0, 0), partitions)}`;
    const parts = sentenceWithKeys`Empty keys: ${plural(empty, "record")} (${percent(empty / records, 2)}) have an empty key; ${place}. Look for a null turned into "" in the key code; if your export writes nothing for a null key, set null_token: "".`;
    return { parts, remedies: remediesOf(subject) };
  },
};

function remediesOf(subject: Case): Remedy[] {
  const placeholder = { key: new Uint8Array(0), isPublic: true } as const;
  const code: Remedy = { kind: "key_code", placeholder };
  // A sample was read with its token long ago.
  if (subject.keys.digests !== undefined) return [code];
  const simulated = simulateNullToken(subject, placeholder.key);
  const outcome = simulated && { outcome: outcomeOf(simulated) };
  return [code, { kind: "null_token", placeholder, ...outcome }];
}
