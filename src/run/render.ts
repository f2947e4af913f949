import type { ReportFormat } from "#core/reports/index.ts";
import { keyDisplay, type ShowKeys } from "#core/reports/key-display.ts";
import type { GateResult, ReportOptions } from "#core/reports/report.ts";
import { toolVersion } from "./version.ts";

type RenderOptions = Partial<Omit<ReportOptions, "displayKey" | "version">> & {
  readonly showKeys: ShowKeys;
};

/** The text of a report; by default without colors and 80 columns wide. */
export async function render(
  format: ReportFormat,
  result: GateResult,
  { showKeys, ...options }: RenderOptions,
): Promise<string> {
  const report = await format.load();
  const displayKey = keyDisplay(showKeys);
  return report(result, { color: false, width: 80, ...options, displayKey, version: toolVersion });
}
