import type { Case } from "../simulations/case.ts";
import { disagreeingClients } from "./clients.ts";
import { coPartitionedTopics } from "./co-partitioned.ts";
import { emptyKeys } from "./empty-keys.ts";
import { hashedValue } from "./hashed-value.ts";
import { heavyKey } from "./heavy-key.ts";
import { hotKey } from "./hot-key.ts";
import { jsonVariants } from "./json-variants.ts";
import { keyFrame } from "./key-frame.ts";
import { lowCardinality } from "./low-cardinality.ts";
import { morePartitions } from "./more-partitions.ts";
import { nullKeys } from "./null-keys.ts";
import { onePart } from "./one-part.ts";
import { placeholderKeys } from "./placeholder-keys.ts";
import { replacedKeys } from "./replaced-bytes.ts";
import { salting } from "./salting.ts";
import { separator } from "./separator.ts";
import { sharedFactor } from "./shared-factor.ts";
import { spellingVariants } from "./spelling-variants.ts";
import { splitOff } from "./split-off.ts";
import { type Suggester, type Suggestion, suggestionsBy } from "./suggestion.ts";
import { tightLimit } from "./tight-limits.ts";
import { timeKeys } from "./time-keys.ts";
import { truncation } from "./truncation.ts";

/**
 * All suggesters: causes first, then remedies. A new one is a file beside this one and a line here; and
 * in hints.ts if it has something to say where all rules pass.
 */
export const suggesters: readonly Suggester[] = [
  disagreeingClients,
  coPartitionedTopics,
  hashedValue,
  keyFrame,
  placeholderKeys,
  timeKeys,
  separator,
  replacedKeys,
  hotKey,
  heavyKey,
  lowCardinality,
  emptyKeys,
  nullKeys,
  jsonVariants,
  spellingVariants,
  truncation,
  onePart,
  sharedFactor,
  splitOff,
  salting,
  morePartitions,
  tightLimit,
];

/** The suggestions for this case; remedies only if a simulation confirms them. */
export function suggest(subject: Case): Suggestion[] {
  return suggestionsBy(suggesters, subject);
}
