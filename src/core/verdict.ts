import type { FailOn } from "./contract/contract.ts";
import type { Finding } from "./rules/rule.ts";

/** `warn`: only rules of severity warning are broken, or what is broken is not to fail. */
export type Verdict = "pass" | "warn" | "fail";

export function decide(findings: readonly Finding[], failOn: FailOn = "any"): Verdict {
  if (findings.some((finding) => isFatal(finding, failOn))) return "fail";
  return findings.length > 0 ? "warn" : "pass";
}

/** Whether a finding by itself breaks the contract. */
export function isFatal({ severity, standing }: Finding, failOn: FailOn): boolean {
  if (severity === "warning" || failOn === "never") return false;
  return failOn === "any" || standing !== "known";
}

/** The verdict over several topics: the worst. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("warn") ? "warn" : "pass";
}
