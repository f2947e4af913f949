import { type Head, most } from "./head.ts";
import type { Look } from "./look.ts";

const LEVEL = /\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b/;
const DATE = String.raw`\d{4}[-/]\d\d[-/]\d\d`;
const TIME = String.raw`\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?`;
/** A date and time in front of a message. */
const STAMPED = new RegExp(String.raw`^(?:<\d+>1 )?\[?(?:${DATE}[T ])?${TIME}\]?\s+(\S.*)$`);
/** `Jan  1 00:00:00 host app[1]: ` */
const SYSLOG = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [^\s:]+: /;
/** `10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET ` */
const ACCESS = /^\S+ \S+ .{1,200}? ?\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "/;
/** `I0101 00:00:00.000000    1 main.go:1] ` */
const KLOG = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ \S+:\d+\] /;
const PYTHON = /^(?:DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL):[\w.]+:\S/;
/** What Java prints below a message. */
const TRACE = /^(?:\s|Caused by: |[a-z][\w.]*\.[A-Z]\w*(?:Error|Exception)?: )/;
/** What a key with a blank rarely has. */
const MIN_WORDS = 4;
/** Messages may have several lines. */
const MOST = 0.8;

/** Lines of a log: a time or level in front of a message. */
export function logLines({ lines }: Head): Look | undefined {
  const written = lines.filter((line) => line !== "" && !TRACE.test(line));
  const differ = new Set(written).size >= written.length / 2;
  if (!differ || !most(written, MOST, isMessage)) return undefined;
  return {
    kind: "a log",
    advice: "Have the test write the keys, and nothing else, to a file of their own.",
  };
}

function isMessage(line: string): boolean {
  if (SYSLOG.test(line) || ACCESS.test(line) || KLOG.test(line) || PYTHON.test(line)) return true;
  const stamp = /^(?:\S+ ){0,2}?(?=\[?\d{4}-\d\d-\d\dT\d\d:)/.exec(line)?.[0] ?? "";
  const message = STAMPED.exec(line.slice(stamp.length))?.[1];
  if (message === undefined) return false;
  return LEVEL.test(message) || message.split(/\s+/).length >= MIN_WORDS;
}
