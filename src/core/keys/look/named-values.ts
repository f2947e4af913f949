import { meansCount } from "../count-names.ts";
import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

const PAIR = /(?:^|[,;\s])([A-Za-z_][\w.]*)=(?:"(?:[^"\\]|\\.)*"|[^,;\s]*)/g;
const MIN_FIELDS = 3;

/**
 * `user=US,amount=5` in nearly every line, with the same names, as Miller and logfmt write records.
 * Composite keys have this form too, so a name or many fields must say that it is a record.
 */
export function namedValues({ written }: Head): Look | undefined {
  const names = namesIn(written[0] ?? "");
  if (names.length < 2) return undefined;
  const all = names.join();
  if (!most(written, NEARLY_ALL, (line) => namesIn(line).join() === all)) return undefined;
  const isRecord = names.some((name) => /^key$/i.test(name) || meansCount(name));
  const differ = new Set(written).size >= written.length * NEARLY_ALL;
  if (!isRecord && !(differ && names.length >= MIN_FIELDS)) return undefined;
  return {
    kind: `records with the names of their fields in each line (${names.length} fields)`,
    advice: "Export CSV or JSON, in which the keys are a column or field.",
  };
}

/** Empty unless the line begins with such a field. */
function namesIn(line: string): string[] {
  if (!/^[A-Za-z_][\w.]*=/.test(line)) return [];
  return [...line.matchAll(PAIR)].map(([, name = ""]) => name);
}
