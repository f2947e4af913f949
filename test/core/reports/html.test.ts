import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import { htmlReport } from "#core/reports/html.ts";
import type { ReportOptions } from "#core/reports/report.ts";
import { type Counted, judgeKeys, numbered } from "../../support/judge-keys.ts";
import { gateResult, PLACE, render } from "../../support/report.ts";

const COUNTRIES: Counted[] = [["US", 8000], ["UK", 1000], ["DE", 500], ...numbered(40, 60, "c")];
const LIMITS = { partitions: 48, max_partition_share: 0.08, max_gini: 0.15 };

const failing = judgeKeys({ topic: "user-events", ...LIMITS }, COUNTRIES);
const warned = judgeKeys(
  { topic: "orders", ...LIMITS, severity: { max_partition_share: "warning", max_gini: "off" } },
  COUNTRIES,
);
const passing = judgeKeys({ topic: "payments", ...LIMITS }, numbered(20_000));
const unchecked = judgeKeys({ topic: "logs", partitions: 6 }, numbered(60));

const report = (topics: readonly TopicResult[]) => render(htmlReport, topics);
const tagsOf = (text: string) => text.match(/<[^>]*>/g) ?? [];
const countOf = (text: string, part: string) => text.split(part).length - 1;

/** The same result for a topic of another name. */
function named(result: TopicResult, topic: string): TopicResult {
  return { ...result, contract: { ...result.contract, topic, keySource: topic } };
}

describe("the HTML report", () => {
  it("says the verdict in its title, its first heading and at the topic", () => {
    const text = report([failing]);
    expect(text).toContain("<title>Contract broken: user-events</title>");
    expect(text).toContain("<h1>Contract broken</h1>");
    expect(text).toMatch(/<h2 id="t1">.*Broken<\/span> <bdi>user-events/);
    expect(report([passing])).toContain("<h1>The contract holds</h1>");
    expect(report([warned])).toContain("<h1>The contract holds, with warnings</h1>");
    expect(report([unchecked])).toContain("<h1>Measured only, no rule was checked</h1>");
  });

  it("has an index of several topics, the worst first", () => {
    const text = report([passing, unchecked, warned, failing]);
    expect(text).toContain("4 topics: 1 broken, 1 with warnings, 2 passing");
    const order = [...text.matchAll(/<h2 id="(t\d)">/g)].map(([, id]) => id);
    expect(order).toEqual(["t4", "t3", "t1", "t2"]);
    expect([...text.matchAll(/href="#(t\d)"/g)].map(([, id]) => id)).toEqual(order);
    expect(report([failing])).not.toContain("<nav");
  });

  it("has every rule with a limit, and the words for what is broken", () => {
    const text = report([failing]).replaceAll("_<wbr>", "_");
    for (const { rule, message } of failing.findings) {
      expect(text).toContain(`<code>${rule}</code>`);
      expect(text).toContain(message.slice(1));
    }
    expect(text).toContain("config/skew_contract.yml:5:26");
    expect(report([warned]).replaceAll("_<wbr>", "_")).not.toContain("<code>max_gini");
  });

  it("marks the partitions over the limit, and none where its rule is off", () => {
    expect(countOf(report([failing]), 'class="over"')).toBe(2);
    const off = judgeKeys({ ...LIMITS, severity: { max_partition_share: "off" } }, COUNTRIES);
    expect(report([off])).not.toMatch(/class="over"|class="limit"/);
  });

  it("shows no key that is not to be shown", () => {
    expect(render(htmlReport, [failing], { showKeys: "full" })).toContain("&quot;US&quot;");
    expect(report([failing])).toMatch(/sha256:[0-9a-f]{16}/);
    const none = render(htmlReport, [failing], { showKeys: "none" });
    expect(none).toContain("not shown");
    for (const text of [none, report([failing])]) expect(text).not.toContain("&quot;US&quot;");
  });

  it.each([1, 2, 96, 97, 100_000])("has only numbers for %d partitions", (partitions) => {
    const text = report([judgeKeys({ partitions, max_partition_share: 1 }, COUNTRIES)]);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(countOf(text, 'class="chart"')).toBe(partitions === 1 ? 1 : 2);
  });

  it("is the same for the same result", () => {
    expect(report([failing, passing])).toBe(report([failing, passing]));
  });
});

describe("nothing on the page runs or asks for anything:", () => {
  const text = report([failing, passing]);

  it("its policy allows its own style, by its hash, and data: images", () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1];
    expect(policy).toBe(
      `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
  });

  it("it has no script, no style in attributes and no address", () => {
    const tags = tagsOf(text).join("\n");
    expect(tags).not.toMatch(/<script|\son\w+=|\sstyle=|\ssrc=/i);
    expect([...tags.matchAll(/href="([^#][^"]{0,18})/g)].map(([, to]) => to)).toEqual([
      "data:image/svg+xml,",
    ]);
    expect(text.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:/);
  });
});

describe("what comes from outside", () => {
  const HOSTILE = [
    "<script>alert(1)</script>",
    "</style></title></svg><script>",
    "--><!-- ]]>",
    "\"'> onload='x' `&`",
    "&lt;b&gt; &#0;",
    "\u0000\u001b[31m\r\n\u0085",
    "right\u202eleft\u2066",
    "\ud800 lone",
  ];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very ones to find
  const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
  const worse = judgeKeys({ topic: "t", ...LIMITS, key_type: "bytes-hex" }, COUNTRIES);

  /** With this text wherever a topic, a path, a key or a hint can be. */
  function written(text: string): string {
    const topics = [named(failing, text), named(worse, text)];
    const options: ReportOptions = {
      displayKey: () => ({ key: text, key_hex: text }),
      color: false,
      width: 80,
      hint: text,
      version: text,
    };
    const placeOf = () => ({ ...PLACE, file: text });
    return htmlReport({ ...gateResult(topics), placeOf }, options);
  }
  const harmless = tagsOf(written("x"));

  it.each(HOSTILE)("adds no tag: %j", (text) => {
    expect(tagsOf(written(text))).toEqual(harmless);
    expect(written(text)).not.toMatch(RAW);
  });

  it("never does", () => {
    const part = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const page = written(`x${parts.join("")}`);
        expect(tagsOf(page)).toEqual(harmless);
        expect(page).not.toMatch(RAW);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a page stays small", () => {
  it("for 5,000 partitions, however uneven", () => {
    const keys = [
      ...numbered(3000, 7),
      ...Array.from({ length: 3000 }, (_, i): Counted => [`k${i}`, i]),
    ];
    const text = report([judgeKeys({ partitions: 5000, max_partition_share: 0.01 }, keys)]);
    expect(text.length).toBeLessThan(60_000);
    const charts = text.match(/<svg class="chart"[\s\S]*?<\/svg>/g) ?? [];
    expect(charts).not.toEqual([]);
    for (const chart of charts) expect(chart.length).toBeLessThan(40_000);
  });

  it("for 2,000 topics, with every one of them", () => {
    const kinds = [failing, passing, passing, warned] as const;
    const topics = Array.from({ length: 2000 }, (_, i) =>
      named(kinds[i % kinds.length] as TopicResult, `topic-${i}`),
    );
    const text = report(topics);
    expect(text.length).toBeLessThan(4_000_000);
    expect(new Set(text.match(/<h2 id="t\d+">/g))).toHaveLength(2000);
    expect(countOf(text, 'class="chart"')).toBe(100);
    expect(text).toContain("1,000 topics passing");
  });
});

describe("its colours have the contrast of WCAG AA", () => {
  const [light, dark] = [...report([failing]).matchAll(/:root\{([^}]*)\}/g)].map(
    ([, block = ""]) => {
      const colors = [...block.matchAll(/--([\w-]+):#(\w+)/g)];
      return new Map(colors.map(([, name, hex]) => [name, hex as string]));
    },
  );

  function luminance(hex: string): number {
    const full = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
    const [r = 0, g = 0, b = 0] = (full.match(/../g) ?? []).map((digits) => {
      const value = Number.parseInt(digits, 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  const TEXT = ["ink", "soft", "link", "fail", "warn", "pass"];
  const PAIRS: [string, string, number][] = [
    ...TEXT.flatMap((name): [string, string, number][] => [
      [name, "paper", 4.5],
      [name, "canvas", 4.5],
    ]),
    ...["fail", "warn", "pass"].map((name): [string, string, number] => [
      name,
      `${name}-paper`,
      4.5,
    ]),
    ["bar", "paper", 3],
    ["over", "paper", 3],
    ["bar", "canvas", 3],
  ];

  it.each(PAIRS)("%s on %s: %d", (front, back, least) => {
    for (const scheme of [light, dark]) {
      const [a, b] = [front, back].map((name) => luminance(scheme?.get(name) as string) + 0.05);
      const [darker = 0, lighter = 0] = [a as number, b as number].sort((x, y) => x - y);
      expect(lighter / darker).toBeGreaterThanOrEqual(least);
    }
  });
});
