import type { Case } from "../simulations/case.ts";
import { clients } from "./clients.ts";
import { emptyKeys } from "./empty-keys.ts";
import { hotKey } from "./hot-key.ts";
import { lowCardinality } from "./low-cardinality.ts";
import { morePartitions } from "./more-partitions.ts";
import { nullKeys } from "./null-keys.ts";
import { nullText } from "./null-text.ts";
import { replacedKeys } from "./replaced-bytes.ts";
import { salting } from "./salting.ts";
import { separator } from "./separator.ts";
import { sharedFactor } from "./shared-factor.ts";
import { spellingVariants } from "./spelling-variants.ts";
import { splitOff } from "./split-off.ts";
import type { Suggester, Suggestion } from "./suggestion.ts";
import { truncation } from "./truncation.ts";

/** Every suggester: causes first, then remedies. One more is a file and a line here. */
const suggesters: readonly Suggester[] = [
  clients,
  nullText,
  separator,
  replacedKeys,
  hotKey,
  lowCardinality,
  emptyKeys,
  nullKeys,
  spellingVariants,
  truncation,
  sharedFactor,
  splitOff,
  salting,
  morePartitions,
];

/** What can be said about this very case; remedies only where their own simulation bears them out. */
export function suggest(subject: Case): Suggestion[] {
  return suggesters.flatMap(({ id, suggest: look }) => {
    const parts = look(subject);
    return parts === undefined ? [] : [{ id, parts }];
  });
}
