import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPromtool } from "../../scripts/promtool.mjs";

/*
 * Prometheus itself on rules and series, through promtool.
 */

const promtool = await findPromtool();
export const hasPromtool = promtool !== undefined;

/** A value for each minute, in promtool's notation: `5+0x90` is 91 times 5. */
export interface Series {
  readonly series: string;
  readonly values: string;
}

/** `name{label="value",…}`, quoted as PromQL wants it for these tests' names: as JSON. */
export function series(
  name: string,
  labels: Readonly<Record<string, string>>,
  values: string,
): Series {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return { series: `${name}{${pairs.join(",")}}`, values };
}

/** What Prometheus says of a rules file; throws where it refuses it. */
export function checkRules(rules: string): Promise<string> {
  return runPromtool("check", rules, {});
}

/**
 * Fails unless exactly these alerts fire at a minute, written `Alert topic`; further labels are added
 * up. Names are without quotes.
 */
export async function expectFiring(
  rules: string,
  input: readonly Series[],
  atMinute: number,
  alerts: readonly string[],
): Promise<void> {
  const samples = alerts.map((alert) => {
    const [alertname, topic] = alert.split(" ");
    return { labels: `{alertname="${alertname}",topic="${topic}"}`, value: 1 };
  });
  const promql_expr_test = [
    {
      expr: 'count by (alertname, topic) (ALERTS{alertstate="firing"})',
      eval_time: `${atMinute}m`,
      exp_samples: samples,
    },
  ];
  await runPromtool("test", rules, { input_series: input, promql_expr_test });
}

/** Fails unless the alert fires at a minute once, with these labels and texts as people see them. */
export async function expectAlert(
  rules: string,
  input: readonly Series[],
  atMinute: number,
  alertname: string,
  expected: { readonly exp_labels: object; readonly exp_annotations: object },
): Promise<void> {
  const alert_rule_test = [{ eval_time: `${atMinute}m`, alertname, exp_alerts: [expected] }];
  await runPromtool("test", rules, { input_series: input, alert_rule_test });
}

/** What Prometheus has against metrics, nothing where it is "" ; throws where it refuses them. */
export async function checkMetrics(metrics: string): Promise<string> {
  const running = promisify(execFile)(promtool ?? "promtool", ["check", "metrics"]);
  running.child.stdin?.end(metrics);
  try {
    const { stdout, stderr } = await running;
    return `${stdout}${stderr}`;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`promtool: ${stdout}${stderr}`, { cause: error });
  }
}

async function runPromtool(verb: "check" | "test", rules: string, test: object): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), "skew-contract-promtool-"));
  try {
    writeFileSync(join(cwd, "rules.yml"), rules);
    const whole = { rule_files: ["rules.yml"], tests: [{ interval: "1m", ...test }] };
    writeFileSync(join(cwd, "test.yml"), yamlOf(whole));
    const file = verb === "check" ? "rules.yml" : "test.yml";
    const run = promisify(execFile)(promtool ?? "promtool", [verb, "rules", file], { cwd });
    return (await run).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`promtool: ${stdout}${stderr}`, { cause: error });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** JSON, which is YAML but for its further line breaks and controls. */
function yamlOf(value: object): string {
  return JSON.stringify(value).replace(/[\u007f-\ud7ff\ue000-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
