import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cities, cli, folder, manyKeys, topicOf } from "../../e2e/cli.ts";
import { zstdStored } from "../../e2e/zstd.ts";
import { browserFile, launchBrowser, mustHaveBrowser } from "../../support/browser.ts";
import {
  chooseFiles,
  type Dashboard,
  dropFiles,
  gateView,
  openPage,
  serveDashboard,
} from "../../support/dashboard.ts";

const later = () => {};
const KEYS = "Choose key files";
const CONTRACT = `version: 1
topics:
  payments: { keys: pay.txt, partitions: 24, max_partition_share: 0.1 }
  "user events":
    keys: { path: users.csv, column: id, count_column: n }
    partitions: 6
    producer: librdkafka
    max_gini: 0.05
    severity: { max_gini: warning }
`;

it.runIf(mustHaveBrowser)("there is a browser to test with", () => {
  expect(browserFile).toBeDefined();
});

describe.skipIf(browserFile === undefined)("the gate in the dashboard", () => {
  let browser: Browser;
  let demo: Dashboard;
  let plain: Dashboard;
  const open = (where: Dashboard) => openPage(browser, where);

  beforeAll(async () => {
    [browser, demo, plain] = await Promise.all([
      launchBrowser(),
      serveDashboard(["--demo"], {}, later),
      serveDashboard([], { cwd: folder() }, later),
    ]);
  });
  afterAll(() => Promise.all([browser?.close(), demo?.stop(), plain?.stop()]));

  /** What the command line says of the same keys. */
  async function byCli(keys: string | Uint8Array, name: string, ...args: readonly string[]) {
    const cwd = folder({ [name]: keys });
    const output = ["--output", "json", "--sample-size", "1"];
    return topicOf(await cli(["check", "--keys", name, ...output, ...args], { cwd }));
  }

  it("shows the sample data, its limits and its hottest keys", async () => {
    const { page } = await open(demo);
    const { verdict, facts, bars, tile } = gateView(page);
    await expect.poll(() => verdict.innerText()).toMatch(/Contract broken/);
    expect(await facts.innerText()).toBe(
      "3 of 4 rules are broken. 2,492,477 records, 193 different keys, 48 partitions (murmur2).",
    );
    expect(await tile("Largest partition").innerText()).toMatch(/^19.2 %/);
    expect(await bars.locator("rect").count()).toBe(48);
    expect(await bars.locator("rect.over").count()).toBe(3);
    expect(await bars.locator("text.limit").textContent()).toBe("limit 8 %");
    expect(await page.locator("path.bound").count()).toBe(1);
    const keys = page.getByRole("table", { name: /^The first 10/ }).getByRole("rowheader");
    expect((await keys.allInnerTexts()).slice(0, 3)).toEqual(['"CN"', '"IN"', '"US"']);
  });

  it("recomputes what the sliders say, as the command line does", async () => {
    const { page } = await open(demo);
    const { verdict, tile } = gateView(page);
    await expect.poll(() => verdict.innerText()).toMatch(/broken/);
    const numbers = page.locator("summary", { hasText: "partitions in numbers" });
    await numbers.click();
    const rows = page.getByRole("table", { name: /hottest partitions/ }).locator("tbody tr");
    const keys = readFileSync(join(cities, "by-country/keys.csv"));
    const compare = async (...args: readonly string[]) => {
      const report = await byCli(keys, "keys.csv", ...args);
      const hottest = report.top_partitions.map(({ count }) => count.toLocaleString("en"));
      const shown = async () =>
        (await rows.locator("td:nth-child(3)").allInnerTexts()).slice(0, 10);
      await expect.poll(shown).toEqual(hottest);
      expect(await tile("Gini").innerText()).toContain(String(Number(report.gini.toFixed(3))));
    };
    const partitions = page.getByRole("slider", { name: "Partitions" });
    await partitions.press("ArrowRight");
    await expect.poll(() => partitions.getAttribute("aria-valuetext")).toBe("49 partitions");
    await compare("--partitions", "49");
    await page.getByLabel("Number of partitions").fill("1000");
    await compare("--partitions", "1000");
    await page.getByLabel("Partitioner").selectOption("crc32");
    await compare("--partitions", "1000", "--partitioner", "crc32");
    await page.getByLabel("Partitioner").selectOption("sarama");
    await compare("--partitions", "1000", "--producer", "sarama");
  });

  it("salts the hottest keys, and says what that does", async () => {
    const { page } = await open(demo);
    const { tile } = gateView(page);
    await expect.poll(() => tile("Hottest key").innerText()).toMatch(/^16 %/);
    await page.getByRole("slider", { name: "Salt" }).press("End");
    await expect.poll(() => tile("Hottest key").innerText()).not.toMatch(/^16 %/);
    const contract = join(cities, "by-country/skew_contract.yml");
    const explained = await cli(["explain", "--contract", contract, "--output", "json"]);
    const { scenarios } = JSON.parse(explained.stdout).topics[0];
    const simulated = scenarios.find(({ salt }: { salt?: number }) => salt === 64);
    const share = `${(simulated.max_partition_share * 100).toFixed(1)} %`;
    expect(await tile("Largest partition").innerText()).toContain(share);
    expect(
      await page.getByText(/keys split into [\d,]+ keys, with #0 to #63 appended/).count(),
    ).toBe(1);
  });

  it("simulates what if, once that is unfolded", async () => {
    const { page } = await open(demo);
    await page.getByText("What if: other partition counts").click();
    const table = page.getByRole("table", { name: /^The same keys under other settings/ });
    await expect.poll(() => table.count()).toBe(1);
    await expect.poll(() => table.getByRole("rowheader").allInnerTexts()).toContain("fnv1a");
    await page.getByLabel("Partitioner").selectOption("fnv1a");
    await expect.poll(() => table.getByRole("rowheader").allInnerTexts()).toContain("murmur2");
  });

  const lines = `${manyKeys(2000)}hot\nhot\n`;
  const csv = `name,key,count\n${Array.from({ length: 500 }, (_, i) => `x,user-${i},4\n`).join("")}`;
  const jsonl = Array.from({ length: 500 }, (_, i) => `{"key":"user-${i}"}\n`).join("");

  it.each<readonly [string, string | Uint8Array]>([
    ["keys.txt", lines],
    ["bom.txt", `\ufeff${lines.replaceAll("\n", "\r\n")}`],
    ["keys.txt.gz", gzipSync(lines)],
    ["keys.txt.zst", zstdStored(lines)],
    ["keys.csv", csv],
    ["keys.csv.gz", gzipSync(csv)],
    ["keys.jsonl", jsonl],
  ])("reads %s as the command line does", async (name, content) => {
    const { page } = await open(plain);
    const { facts, tile } = gateView(page);
    await chooseFiles(page, KEYS, [name, content]);
    const report = await byCli(content, name, "--partitions", "12");
    const [records, keys] = [report.records, report.unique_keys].map((n) => n.toLocaleString("en"));
    const words = `${records} records, ${keys} different keys, 12 partitions (murmur2).`;
    await expect.poll(() => facts.innerText()).toContain(words);
    const share = `${Number((report.max_partition_share * 100).toFixed(1))} %`;
    expect(await tile("Largest partition").innerText()).toContain(share);
  });

  it("compares recorded partitions and sums up sizes, under any partition count", async () => {
    const { page } = await open(plain);
    const { facts } = gateView(page);
    const text = Array.from({ length: 60 }, (_, i) => `user-${i},0,${i}\n`).join("");
    await page.getByText("Reading options").click();
    await page.getByLabel("Partition column").fill("p");
    await page.getByLabel("Record size column").fill("size");
    await page.getByLabel("Keys come from").selectOption("census");
    await chooseFiles(page, KEYS, ["k.csv", `key,p,size\n${text}`]);
    await expect.poll(() => facts.innerText()).toContain("1,770 bytes, at most");
    await expect.poll(() => facts.innerText()).toContain("with murmur2 over 12 partitions");
    await page.getByLabel("Number of partitions").fill("1");
    await expect.poll(() => facts.innerText()).not.toContain("do not agree");
  });

  it.each<readonly [string, string | Uint8Array, RegExp]>([
    ["cut.gz", gzipSync(lines).subarray(0, 900), /damaged|cut short/],
    ["two.gz", Buffer.concat([gzipSync("a\n"), gzipSync("b\n")]), /after its first member/],
    [
      "padded.gz",
      Buffer.concat([gzipSync("a\n"), Buffer.alloc(1), gzipSync("b\n")]),
      /after its first member/,
    ],
    ["cut.zst", zstdStored(lines).subarray(0, 900), /cut short/],
    ["bad.csv", "id,count\na,1\n", /has no column "key"/],
    ["bad.jsonl", '{"key":"a"}\n{"key"\n', /bad\.jsonl:2/],
    ["keys.yaml", "a\n", /extension does not say/],
    ["empty.txt", "", /the input has no keys/i],
    ["keys.skew", "x", /sample file/],
    ["photo.png", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\r", "latin1"), /PNG image/],
  ])("says what is wrong with %s, and goes on", async (name, content, message) => {
    const { page, said } = await open(plain);
    const { problems, verdict } = gateView(page);
    await chooseFiles(page, KEYS, [name, content]);
    await expect.poll(() => problems.innerText()).toMatch(message);
    await page.getByRole("button", { name: "Choose other keys" }).click();
    await chooseFiles(page, KEYS, ["good.txt", "a\nb\n"]);
    await expect.poll(() => verdict.innerText()).toMatch(/Measured only/);
    expect(await problems.count()).toBe(0);
    expect(said).toEqual([]);
  });

  it("shows nothing of keys that were put aside while they were read", async () => {
    const { page } = await open(plain);
    const { verdict } = gateView(page);
    await page.evaluate(`{
      const keys = Array.from({ length: 2_000_000 }, (_, i) => "user-" + i).join("\\n");
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([keys], "many.txt"));
      const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector("main").dispatchEvent(drop);
    }`);
    await page.getByRole("button", { name: "Choose other keys" }).click();
    await expect.poll(() => page.getByText("See how your keys spread").count()).toBe(1);
    expect(await verdict.count()).toBe(0);
    // The worker takes one at a time: it is through with the first when the second is shown.
    await page.getByLabel(KEYS).setInputFiles({
      ...{ name: "few.txt", mimeType: "text/plain", buffer: Buffer.from("a\nb\n") },
    });
    const told: string[] = [];
    await expect
      .poll(
        async () => {
          told.push(...(await gateView(page).facts.allInnerTexts()));
          return told.join();
        },
        { timeout: 600_000, interval: 20 },
      )
      .toMatch(/2 records, 2 different keys/);
    expect(told.join()).not.toContain("2,000,000");
  });

  it("takes keys and a contract that are dropped, and its topics one by one", async () => {
    const { page } = await open(plain);
    const { verdict, facts } = gateView(page);
    const users = `id,n\n${Array.from({ length: 300 }, (_, i) => `u${i},${i}\n`).join("")}`;
    await dropFiles(page, ["skew_contract.yml", CONTRACT], ["users.csv", users]);
    // The first topic reads a column of its own, which the file has not.
    await page.getByRole("combobox", { name: "Topic" }).selectOption("user events");
    await expect.poll(() => verdict.innerText()).toMatch(/holds, with warnings/);
    expect(await facts.innerText()).toMatch(/44,850 records.* 6 partitions \(crc32\)/);
    await dropFiles(page, ["skew_contract.yml", "version: 1\ntopics: { t: { partitons: 6 } }\n"]);
    await expect.poll(() => gateView(page).problems.innerText()).toMatch(/partitons/);
  });

  it("keeps producers as they are configured, and says what happens to empty keys", async () => {
    const { page } = await open(plain);
    const { verdict, tile } = gateView(page);
    const producers = `[{ client: java, ignore_keys: true }, { client: kafkajs, key_type: string }]`;
    const fields = `partitions: 12, key_type: long, producers: ${producers}, max_gini: 0.9`;
    const contract = `version: 1\ntopics: { ids: { ${fields} } }\n`;
    await dropFiles(page, ["skew_contract.yml", contract], ["ids.txt", "1\n2\n3\n4\n"]);
    await expect.poll(() => verdict.innerText()).toMatch(/Contract broken/);
    expect(
      await page.getByText(/^Producers compared: java \(ignoring keys\), kafkajs/).count(),
    ).toBe(1);
    expect(await page.getByLabel("Contract text").inputValue()).toContain(
      `producers: ${producers}`,
    );
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("button", { name: "Choose other keys" }).click();
    await page.getByLabel("Partitioner", { exact: true }).selectOption("librdkafka");
    const emptyKeys = page.getByLabel("Empty keys");
    expect(await emptyKeys.locator("option:checked").innerText()).toMatch(/as librdkafka does/);
    await chooseFiles(page, KEYS, ["k.csv", "key,count\n,90\na,10\n"]);
    await expect.poll(() => tile("Largest partition").innerText()).toMatch(/^100 %/);
    await emptyKeys.selectOption("hashed");
    await expect.poll(() => tile("Largest partition").innerText()).toMatch(/^90 %/);
    expect(await page.getByLabel("Contract text").inputValue()).toMatch(
      /producer: librdkafka\n +empty_keys: hashed\n/,
    );
  });

  const limit = (page: Page, rule: string) => page.getByLabel(rule, { exact: true });

  it("measures windows of time as the command line does, under any partition count", async () => {
    const { page } = await open(plain);
    const { verdict, facts, problems } = gateView(page);
    const minutes = Array.from({ length: 1200 }, (_, i) => Math.floor(i / 50));
    const rows = minutes.map((minute, i) => `m${minute},${1795827600 + minute * 60 + (i % 50)}\n`);
    const keys = `key,ts\n${rows.join("")}`;
    await page.getByLabel("Number of partitions").fill("5");
    await page.getByText("Reading options").click();
    await page.getByLabel("Windows of time").selectOption("1 minute");
    await chooseFiles(page, KEYS, ["k.csv", keys]);
    await expect.poll(() => problems.innerText()).toContain("no record has a time");
    await page.getByLabel("Time column").fill("ts");
    const compare = async (partitions: string) => {
      await page.getByLabel("Number of partitions").fill(partitions);
      const args = ["--time-column", "ts", "--window", "1m", "--partitions", partitions];
      const { windows } = await byCli(keys, "k.csv", ...args);
      const chance = ((windows?.expected_max_share ?? 0) * 100).toFixed(1);
      await expect
        .poll(() => facts.innerText())
        .toContain(
          `up to 100 % of the records (99th percentile of 24 windows; ${Number(chance)} % in random order)`,
        );
    };
    await compare("5");
    await compare("3");
    await limit(page, "max_window_share").fill("0.6");
    await expect.poll(() => verdict.innerText()).toMatch(/Contract broken/);
    await page.getByLabel("Number of partitions").fill("30");
    await expect
      .poll(() => page.locator("li.unjudged").innerText())
      .toMatch(/Not judged\s+.*window/);
    expect(await limit(page, "max_window_share").inputValue()).toBe("0.6");
    await page.getByLabel("Windows of time").selectOption("none");
    await expect.poll(() => facts.innerText()).not.toContain("In windows");
  });

  it("judges by limits that are typed, and exports the contract they lead to", async () => {
    const { page } = await open(plain);
    const { verdict, facts, problems } = gateView(page);
    await chooseFiles(page, KEYS, ["orders.txt", lines]);
    await expect.poll(() => verdict.innerText()).toMatch(/Measured only/);
    await page.getByRole("button", { name: /^Propose limits/ }).click();
    await expect.poll(() => verdict.innerText()).toMatch(/The contract holds/);
    await limit(page, "max_partition_share").fill("0.09");
    await limit(page, "max_gini").fill("");
    await limit(page, "max_cv").fill("x");
    expect(await limit(page, "max_cv").getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => facts.innerText()).toMatch(/1 of 3 rules is broken/);
    await limit(page, "max_partition_share").fill("0.05");
    await expect.poll(() => problems.innerText()).toMatch(/0.05 is below 1\/12/);
    await limit(page, "min_unique_keys").fill("");
    await limit(page, "max_partition_share").fill("0.09");
    await expect.poll(() => problems.count()).toBe(0);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download skew_contract.yml" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("skew_contract.yml");
    const text = readFileSync(await file.path(), "utf8");
    expect(text).toMatch(/max_partition_share: 0.09 # today/);
    expect(text).not.toContain("max_gini");
    const cwd = folder({ "skew_contract.yml": text, "keys.txt": lines });
    const judged = await cli(["check", "--keys", "keys.txt", "--output", "json"], { cwd });
    expect(topicOf(judged).violations.map(({ rule }) => rule)).toEqual(["max_partition_share"]);
  });
});
