import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { UserError } from "#core/errors/user-error.ts";
import { reports } from "#core/reports/index.ts";
import { judgeKeys, numbered } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

const holding = judgeKeys({ topic: "users", partitions: 6, max_gini: 0.5 }, numbered(600));
const what = "partition 2 cannot be read: \u202eit has no <leader>";
const unjudged = [{ topic: 'or"ders', error: new UserError({ what, where: 'or"ders' }) }];

async function report(name: keyof typeof reports): Promise<string> {
  return render(await reports[name].load(), [holding], { width: 0, unjudged });
}

describe("a topic that could not be judged beside one that was", () => {
  it("is in the text, with the reason", async () => {
    const text = await report("text");
    expect(text).toContain("✓ users: the contract holds\n");
    expect(text).toContain(
      '\n– or"ders was not judged: partition 2 cannot be read: \\u{202e}it has no\n  <leader>.\n',
    );
  });

  it("is in JSON", async () => {
    const json = await report("json");
    expectReport(json);
    expect(JSON.parse(json)).toMatchObject({
      verdict: "error",
      errors: [{ topic: 'or"ders', message: what }],
    });
  });

  it("is in Markdown and HTML, escaped", async () => {
    const markdown = await report("markdown");
    expect(markdown).toContain("1 topic: 1 passing, 1 topic not judged.");
    expect(markdown).toMatch(/or.*ders was not judged: partition 2 cannot be read: .*&#60;leader/);
    const page = await report("html");
    expect(page).toContain("it has no &lt;leader&gt;.</p>");
    expect(page).not.toContain("\u202e");
  });

  it("is named in Markdown with all others, under a heading that does not say that all is well", async () => {
    const others = ["payments", "refunds"].map((topic) => ({
      topic,
      error: new UserError({ what: "no record", where: topic }),
    }));
    const markdownReport = await reports.markdown.load();
    const markdown = render(markdownReport, [holding], { unjudged: others });
    expect(markdown).toMatch(
      /^## ⚠️ Some topics could not be judged\n\n1 topic: 1 passing, 2 topics/,
    );
    expect(markdown).toMatch(/payments was not judged.*\n\nrefunds was not judged/);
  });

  it("is an error of JUnit, as its schema wants it", async () => {
    const contents = await report("junit");
    expect(contents).toContain(
      `<testsuites name="skew-contract" tests="2" failures="0" errors="1"`,
    );
    const file = new URL("../../../fixtures/junit/junit.xsd", import.meta.url);
    const xml = { fileName: "report.xml", contents };
    const { errors } = await validateXML({ xml, schema: readFileSync(file, "utf8") });
    expect(errors).toEqual([]);
  });

  it("is an annotation of a workflow", async () => {
    expect(await report("github")).toMatch(
      /^::error file=config\/skew_contract.yml,.*::or"ders was not judged: partition 2 cannot/,
    );
  });
});
