import { percent, plural } from "../text/format.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** What exporters write for a null key; not personal data, so it may be shown. */
const TEXTS: ReadonlySet<string> = new Set([
  ...["null", "NULL", "Null", "\\N", "None", "nil", "undefined", "NaN", "nan", "<null>", "<NA>"],
]);
const MAX_BYTES = 9;

/** A key that is the text of null. */
export const nullText: Suggester = {
  id: "null-text",
  suggest({ contract, measures: { hottestKeys, records } }) {
    if (contract.keyType !== "string") return undefined;
    const found = hottestKeys.find(({ key }) => key.length <= MAX_BYTES && TEXTS.has(textOf(key)));
    if (found === undefined) return undefined;
    const text = textOf(found.key);
    return sentenceWithKeys`Null text: ${plural(found.count, "record")} (${percent(found.count / records, 2)}) have the key ${JSON.stringify(text)}. If your export writes that for a null key, set null_token: '${text}'; if not, the key code turns null into text.`;
  },
};

function textOf(key: Uint8Array): string {
  return new TextDecoder().decode(key);
}
