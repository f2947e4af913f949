import { reports } from "#core/reports/index.ts";
import type { GateResult } from "#core/reports/report.ts";
import { render } from "#run/render.ts";

/** Pushes the measures to a Pushgateway. */
export async function push(url: string, result: GateResult): Promise<void> {
  const { pushMetrics } = await import("#adapters/push-gateway.ts");
  await pushMetrics(url, await render(reports.prometheus, result, { showKeys: "none" }));
}
