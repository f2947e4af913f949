import type { Case } from "../simulations/case.ts";
import { emptyKeys } from "./empty-keys.ts";
import { hashedValue } from "./hashed-value.ts";
import { jsonVariants } from "./json-variants.ts";
import { keyFrame } from "./key-frame.ts";
import { lowCardinality } from "./low-cardinality.ts";
import { nullKeys } from "./null-keys.ts";
import { onePart } from "./one-part.ts";
import { placeholderKeys } from "./placeholder-keys.ts";
import { replacedKeys } from "./replaced-bytes.ts";
import { separator } from "./separator.ts";
import { spellingVariants } from "./spelling-variants.ts";
import { type Suggester, type Suggestion, suggestionsBy } from "./suggestion.ts";
import { tightLimit } from "./tight-limits.ts";
import { timeKeys } from "./time-keys.ts";

/** Those of all suggesters, in their order, that may have something to say where all rules pass. */
export const suggestersForPass: readonly Suggester[] = [
  hashedValue,
  keyFrame,
  placeholderKeys,
  timeKeys,
  separator,
  replacedKeys,
  lowCardinality,
  emptyKeys,
  nullKeys,
  jsonVariants,
  spellingVariants,
  onePart,
  tightLimit,
];

/** The same as `suggest` for a case without findings, but does not load what only findings need. */
export function suggestForPass(subject: Case): Suggestion[] {
  return suggestionsBy(suggestersForPass, subject);
}
