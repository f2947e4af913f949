import { countPlaceholders, mayHavePlaceholders, type Placeholder } from "../keys/placeholders.ts";
import type { Case } from "../simulations/case.ts";
import { simulateNullToken } from "../simulations/null-token.ts";
import { emptyNumbers } from "../simulations/placeholder-keys.ts";
import { percent, plural } from "../text/format.ts";
import { outcomeOf, type Remedy } from "./remedy.ts";
import { searchedKeys } from "./searched-keys.ts";
import { type Suggester, type Suggestion, sentenceWithKeys } from "./suggestion.ts";

/** Share of the records from which placeholders are worth a line. */
const MIN_SHARE = 0.01;
/** The same, as a share of an even partition load: from there a key would be salted or split off. */
const MIN_LOAD = 0.5;
const MAX_SHOWN = 3;

/** Keys that say that there was no value: code that created them had none, or an export wrote null. */
export const placeholderKeys: Suggester = {
  id: "placeholder-keys",
  suggest(subject) {
    const { measures, contract } = subject;
    const found = placeholdersOf(subject).sort((a, b) => b.count - a.count);
    const count = found.reduce((sum, one) => sum + one.count, 0);
    const least = Math.min(MIN_SHARE, MIN_LOAD / measures.partitions);
    if (count < least * measures.records) return undefined;
    const nullText = contract.keyType === "string" && found.find(({ mayBeNull }) => mayBeNull);
    const remedy = nullText
      ? sentenceWithKeys` If only your export writes ${mention(nullText)} for a null key, set null_token to ${mention(nullText)}.`
      : [];
    const parts = sentenceWithKeys`Placeholder keys: ${plural(count, "record")} (${percent(count / measures.records, 2)}) have a key that says that there is no value: ${list(found, measures.records)}. Fix the code that creates the key, so that it uses a field that is always set; salting or splitting such keys only hides the fault.${remedy}`;
    return { parts, remedies: remediesOf(subject, found, nullText || undefined) };
  },
};

function remediesOf(
  subject: Case,
  found: readonly Placeholder[],
  nullText?: Placeholder,
): Remedy[] {
  const code = found.slice(0, MAX_SHOWN).map((one): Remedy => {
    return { kind: "key_code", placeholder: mention(one) };
  });
  if (nullText === undefined) return code;
  const simulated = simulateNullToken(subject, nullText.bytes);
  const outcome = simulated && { outcome: outcomeOf(simulated) };
  return [...code, { kind: "null_token", placeholder: mention(nullText), ...outcome }];
}

/** `"null" (4 %), keys that end in ":unknown" (1 %)` */
function list(found: readonly Placeholder[], records: number): Suggestion["parts"] {
  const shown = found.slice(0, MAX_SHOWN).flatMap((one, i) => {
    const lead = `${i > 0 ? ", " : ""}${one.isPart ? "keys that end in " : ""}`;
    return [lead, mention(one), ` (${percent(one.count / records, 2)})`];
  });
  return found.length > MAX_SHOWN ? [...shown, " and others"] : shown;
}

function mention({ bytes }: Placeholder) {
  return { key: bytes, isPublic: true } as const;
}

function placeholdersOf(subject: Case): Placeholder[] {
  const { contract, keys, measures } = subject;
  if (keys.digests !== undefined) return [];
  const numbers = emptyNumbers(contract.keyType, measures).map(({ hot, number }) => {
    const isPart = number.length < hot.key.length;
    return { bytes: number, isPart, mayBeNull: false, count: hot.count };
  });
  if (!mayHavePlaceholders(contract.keyType)) return numbers;
  return [...countPlaceholders(searchedKeys(subject)), ...numbers];
}
