import type { Finding } from "./rules/rule.ts";

/** `warn`: only rules of severity warning are broken. */
export type Verdict = "pass" | "warn" | "fail";

export function decide(findings: readonly Finding[]): Verdict {
  if (findings.some(({ severity }) => severity === "error")) return "fail";
  return findings.length > 0 ? "warn" : "pass";
}

/** The verdict over several topics: the worst. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("warn") ? "warn" : "pass";
}
