import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

const KEYS_ONLY = "Write only the keys, one per line.";

/** Text of a known kind, by a line near its beginning. */
const DOCUMENTS = [
  { kind: "Prometheus metrics", line: /^# TYPE \S+ (?:counter|gauge|histogram|summary|untyped)$/ },
  { kind: "the output of git log", line: /^commit [\da-f]{40}\b/ },
  { kind: "Markdown with a block of code", line: /^```/ },
  { kind: "a certificate or another PEM file", line: /^-----BEGIN [A-Z ]+-----$/ },
  { kind: "the output of kafka-dump-log", line: /^Dumping .*\.log$/ },
] as const;
const FIRST_LINES = 20;

/** Text of a known kind, by the form of all its lines. */
const FORMS = [
  { kind: "Prometheus metrics", line: /^[a-z_:][\w:]*\{\w+=".*"\} [-+\d.eE]+(?: \d+)?$/i },
  { kind: "JSON records with a mark before each", line: /^(?:\p{Cc}|data: ?)\{".*\}$/u },
  { kind: "a hex dump", line: /^\|?[\da-f]{7,8}:?(?: +[\da-f]{2,6})+(?:\s{2,}.*)?$/i },
  {
    kind: "XML elements",
    line: /^\s*<(?:\/|[A-Za-z][\w.:-]*(?:\s+[\w.:-]+="[^"]*")*\s*\/?>[^<>]*<\/|[A-Za-z][\w.:-]*(?:\s+[\w.:-]+="[^"]*")+)[^<>]*>\s*$/,
  },
] as const;

/** Documents, dumps and protocols that are not lists of keys. */
export function otherDocuments({ lines, written }: Head): Look | undefined {
  const first = lines.slice(0, FIRST_LINES);
  const document = DOCUMENTS.find(({ line }) => first.some((one) => line.test(one)));
  if (document !== undefined) return { kind: document.kind, advice: KEYS_ONLY };
  const form = FORMS.find(({ line }) => most(written, NEARLY_ALL, (one) => line.test(one)));
  return form && { kind: form.kind, advice: KEYS_ONLY };
}
