import type { TopicContract } from "../contract/contract.ts";
import { type KeyCounts, keyFormOf } from "../keys/key-counts.ts";
import type { Evidence } from "../rules/rule.ts";
import { knownKeys } from "../tally/known-keys.ts";
import { movedKeys } from "../tally/moved-keys.ts";
import type { Tally } from "../tally/tally.ts";
import { withBaselineState } from "./baseline-state.ts";
import { compare } from "./change.ts";
import { movedText } from "./moved-text.ts";
import type { Comparison, TopicBaseline } from "./topic-baseline.ts";

/** What baselines carry, so that it is loaded with the first of them. */
export const comparison: Comparison = {
  since: (before, contract, keys, tally, isHashKnown) => ({
    moved: isHashKnown ? movedSince(before, contract, keys, tally) : undefined,
    isMoveUnknown: isMoveUnknown(before, contract, isHashKnown),
    known: knownSince(before, keys),
  }),
  states: withBaselineState,
  change: compare,
};

/** Without both hashes, nobody knows, unless an unknown partitioner placed the records before and now. */
function isMoveUnknown(
  before: TopicBaseline,
  { partitions }: TopicContract,
  isHashKnown: boolean,
): boolean {
  if (isHashKnown && before.hash !== undefined) return false;
  return isHashKnown || before.hash !== undefined || partitions !== before.partitions;
}

function movedSince(
  before: TopicBaseline,
  contract: TopicContract,
  keys: KeyCounts,
  { uniqueKeys, keyedRecords }: Tally,
): Evidence["moved"] {
  // What text digests come from is not known.
  const keyType = keys.digests === undefined ? before.keyType : undefined;
  if (before.hash === undefined) return undefined;
  const from = { ...before, partitioner: before.hash, keyType };
  const moved = movedKeys(keys, from, contract, contract);
  if (moved === undefined) return undefined;
  const shares = {
    from,
    keyShare: moved.keys / Math.max(1, uniqueKeys),
    recordShare: moved.records / Math.max(1, keyedRecords),
    unknownKeyShare: moved.unknownKeys / Math.max(1, uniqueKeys),
  };
  return { ...shares, message: movedText(shares, contract) };
}

function knownSince({ keys: earlier }: TopicBaseline, keys: KeyCounts): Evidence["known"] {
  const areComparable = earlier !== undefined && keyFormOf(earlier) === keyFormOf(keys);
  return areComparable ? knownKeys(keys, earlier) : undefined;
}
