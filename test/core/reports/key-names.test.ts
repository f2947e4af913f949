import { expect, it } from "vitest";
import { htmlReport } from "#core/reports/html.ts";
import { jsonReport } from "#core/reports/json.ts";
import { markdownReport } from "#core/reports/markdown.ts";
import { sarifReport } from "#core/reports/sarif.ts";
import { textReport } from "#core/reports/text.ts";
import { judgeKeys, numbered } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";

const SCHEMA =
  '{"schema":{"type":"struct","fields":[{"type":"int32","optional":false,"field":"customer_id"}],"optional":false,"name":"shop.Key"},"payload":{"customer_id":';
const result = judgeKeys({ partitions: 12, max_partition_share: 0.2 }, [
  ...[1001, 1002, 1003, 1004].map((id, i) => [`${SCHEMA}${id}}}`, 900 - i] as const),
  ...numbered(900),
]);

it.each([
  ["text", textReport],
  ["markdown", markdownReport],
  ["html", htmlReport],
])("hot keys with a common beginning can be told apart in the %s report", (_, report) => {
  const text = render(report, [result], { showKeys: "full" });
  for (const id of [1001, 1002, 1003, 1004]) expect(text).toContain(`${id}`);
});

it.each([
  ["text", textReport],
  ["markdown", markdownReport],
  ["html", htmlReport],
  ["JSON", jsonReport],
  ["SARIF", sarifReport],
])("advice in the %s report names the key that it is about", (_, report) => {
  const text = render(report, [result], { showKeys: "full" });
  const advice = /(Splitting off|Hot key): (.*?)(has|topic)/s.exec(text)?.[0];
  expect(advice).toContain("1001");
});
