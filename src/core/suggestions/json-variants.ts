import { plural } from "../text/format.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** The most different keys to parse. */
const MAX_KEYS = 20_000;
const OPEN_BRACE = 0x7b;

/** JSON keys that differ only in the order of their fields or in blanks. */
export const jsonVariants: Suggester = {
  id: "json-variants",
  suggest({ contract, keys, measures: { uniqueKeys } }) {
    if (contract.keyType !== "string" || uniqueKeys > MAX_KEYS || keys.digests) return undefined;
    const decoder = new TextDecoder();
    const byForm = new Map<string, Uint8Array>();
    let [count, pair]: [number, readonly Uint8Array[]] = [0, []];
    for (const { size, bytes, starts, ends } of keys.blocks()) {
      for (let i = 0; i < size; i++) {
        const start = starts[i] as number;
        if (bytes[start] !== OPEN_BRACE) continue;
        const key = bytes.slice(start, ends[i]);
        const form = formOf(decoder.decode(key));
        if (form === undefined) continue;
        const other = byForm.get(form);
        if (other === undefined) byForm.set(form, key);
        else if (count++ === 0) pair = [other, key];
      }
    }
    const [one, other] = pair;
    if (one === undefined || other === undefined) return undefined;
    return sentenceWithKeys`JSON keys: ${plural(count, "key")} ${count === 1 ? "differs" : "differ"} from another key only in the order of fields or in blanks, such as ${{ key: one }} and ${{ key: other }}. To Kafka these are different keys, in different partitions: write JSON keys with sorted fields and without blanks.`;
  },
};

/** The same for all JSON that has the same values and, except for blanks, the same characters. */
function formOf(text: string): string | undefined {
  try {
    const characters = [...text.replace(/\s/g, "")].sort().join("");
    return `${JSON.stringify(sorted(JSON.parse(text)))} ${characters}`;
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
