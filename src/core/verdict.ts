import type { FailOn } from "./contract/contract.ts";
import type { Finding } from "./rules/rule.ts";

/** `warn`: rules are broken, but only those of severity warning or those that `failOn` lets pass. */
export type Verdict = "pass" | "warn" | "fail";

export function decide(findings: readonly Finding[], failOn: FailOn = "any"): Verdict {
  if (findings.some((finding) => isFatal(finding, failOn))) return "fail";
  return findings.length > 0 ? "warn" : "pass";
}

/** Whether this finding is enough to break the contract. */
export function isFatal({ severity, baselineState }: Finding, failOn: FailOn): boolean {
  if (severity === "warning" || failOn === "never") return false;
  return failOn === "any" || baselineState !== "known";
}

/** The verdict on several topics: the worst of theirs. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("warn") ? "warn" : "pass";
}
