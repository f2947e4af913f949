import { measure } from "../measures/measures.ts";
import { knownHash } from "../tally/known-hash.ts";
import { tallySpec } from "../tally/spec.ts";
import { tallyKeys } from "../tally/tally.ts";
import type { Case } from "./case.ts";

/** Whether keys are where the contract's partitioner puts them, so that other settings can be simulated. */
export function isHashed({ tally }: Pick<Case, "tally">): boolean {
  return tally.nullLoads === undefined;
}

/**
 * The same keys where the contract's partitioner puts them, not where they were written; unchanged if no
 * partitioner is known to have written them.
 */
export function hashedCase(subject: Case): Case {
  const { contract, details, keys } = subject;
  if (!contract.isRecorded || knownHash(contract, details) === undefined) return subject;
  const tally = tallyKeys(keys, tallySpec(contract));
  const measures = { ...subject.measures, ...measure(tally, keys.nullRecords, contract) };
  return { ...subject, tally, measures };
}
