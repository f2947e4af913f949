import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserFile, expectNoFaults, launchBrowser } from "../../support/browser.ts";
import {
  cloudWithBroker,
  expectNoSecret,
  journalOf,
  placeFor,
} from "../../support/cloud-cluster.ts";
import { type Dashboard, openPage, serveDashboard } from "../../support/dashboard.ts";
import { describeKafka, sharedBootstrap } from "../../support/kafka.ts";
import { type LivePlace, livePlace, runLive } from "../../support/live-cli.ts";
import { done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";

/*
 * The recommender of the dashboard, by a browser, on the shared broker.
 */

/** Topics whose names begin alike: one with a hot key, one with many keys, one without records. */
async function makeTopics(): Promise<string> {
  const prefix = `dash${Date.now()}`;
  const [[, hot], [, many]] = await Promise.all([
    makeTopic(3, {}, `${prefix}-hot`),
    makeTopic(24, {}, `${prefix}-many`),
    makeTopic(6, {}, `${prefix}-empty`),
  ]);
  const producer = await producerOf({ partitioner: "murmur2_random" });
  for (let i = 0; i < 2000; i++) {
    producer.produce(many, null, Buffer.alloc(100), `user-${i % 500}`);
    producer.produce(hot, null, Buffer.alloc(300), i % 4 === 0 ? `user-${i}` : "bot");
  }
  await done((end) => producer.flush(TIMEOUT_MS, end));
  return prefix;
}

const parts = (page: Page) => ({
  go: page.getByRole("button", { name: "Recommend", exact: true }),
  run: page.getByRole("region", { name: "Recommendation" }),
  table: page.getByRole("table", { name: /^Topics, and how many/ }),
  names: page.getByRole("table", { name: /^Topics, and how many/ }).getByRole("rowheader"),
  problems: page.locator("[role=alert]:visible"),
});

const isOver = ({ run }: ReturnType<typeof parts>) =>
  expect.poll(() => run.getByRole("status").innerText()).toBe("Done");

const describePage = browserFile === undefined ? describe.skip : describeKafka;

describePage("The recommender in the dashboard", () => {
  let browser: Browser;
  let prefix = "";
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  async function open(dashboard: Dashboard, filter: string) {
    const opened = await openPage(browser, dashboard, { hash: "#recommend" });
    await opened.page.getByLabel("Topic name contains").fill(filter);
    return { ...opened, ...parts(opened.page) };
  }

  const serve = (place: LivePlace, ...args: readonly string[]) => serveDashboard(args, place);
  const kinds = async ({ names }: ReturnType<typeof parts>) => {
    const texts = await names.allInnerTexts();
    return texts.map((text) => /-(hot|many|empty)-/.exec(text)?.[1]);
  };

  it("shows what is recommended, sorted and filtered, and why", async () => {
    prefix = await makeTopics();
    const page = await open(await serve(livePlace(), "--bootstrap", sharedBootstrap()), prefix);
    await page.go.click();
    await isOver(page);
    // Those that need most first.
    expect(await kinds(page)).toEqual(["hot", "empty", "many"]);
    const row = (kind: string) => page.table.getByRole("row", { name: new RegExp(`-${kind}-`) });
    expect(await row("hot").innerText()).toMatch(/\s3\s+6\s+\+3\s/);
    expect(await row("many").innerText()).toMatch(/\s24\s+6\s+−18\s/);
    const sort = (name: string) => page.table.getByRole("button", { name });
    const sorting = (name: string) =>
      page.table.getByRole("columnheader", { name }).getAttribute("aria-sort");
    await sort("Now").press("Enter");
    expect(await sorting("Now")).toBe("descending");
    expect(await kinds(page)).toEqual(["many", "empty", "hot"]);
    await sort("Now").press("Enter");
    expect(await kinds(page)).toEqual(["hot", "empty", "many"]);
    await sort("Hottest key").click();
    // Of the empty one nothing is known.
    expect(await kinds(page)).toEqual(["hot", "many", "empty"]);
    await sort("Topic").click();
    expect([await sorting("Topic"), await sorting("Hottest key")]).toEqual(["ascending", "none"]);
    expect(await kinds(page)).toEqual(["empty", "hot", "many"]);
    await page.page.getByLabel("Filter by name").fill("-HOT-");
    expect(await kinds(page)).toEqual(["hot"]);
    const why = page.table.getByRole("button", { name: /-hot-/ });
    await why.press("Enter");
    expect(await why.getAttribute("aria-expanded")).toBe("true");
    expect(await page.table.innerText()).toMatch(/2,000 records sampled/);
    expect(await page.table.innerText()).toMatch(/From 3 to 6 partitions, \d/);
    expect(await page.table.getByRole("img", { name: /^Rate over time/ }).count()).toBe(1);
    expect(page.said).toEqual([]);
    await expectNoFaults(page.page);
    await page.page.setViewportSize({ width: 360, height: 800 });
    const width = await page.page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(360);
    await expectNoFaults(page.page);
  });

  it("gives both CSV files, as the command line writes them", async () => {
    prefix ||= await makeTopics();
    const place = livePlace();
    const page = await open(await serve(place, "--bootstrap", sharedBootstrap()), prefix);
    await page.page.getByLabel("Peak multiplier").fill("2");
    await page.go.click();
    await isOver(page);
    const file = async (button: string) => {
      const download = page.page.waitForEvent("download");
      await page.page.getByRole("button", { name: button }).click();
      const found = await download;
      return { name: found.suggestedFilename(), text: readFileSync(await found.path(), "utf8") };
    };
    const details = await file("Details as CSV");
    const summary = await file("Summary as CSV");
    expect(details.name).toMatch(/^[\w-]+-recommender-\d{10}-detail-report\.csv$/);
    expect(summary.name).toMatch(/^[\w-]+-recommender-\d{10}-summary-report\.csv$/);
    const args = ["--topic-filter", prefix, "--factor", "2", "--output", "csv:."];
    await runLive(["recommend", "--bootstrap", sharedBootstrap(), ...args], place);
    const written = (kind: string) => {
      const name = readdirSync(place.cwd).find((one) => one.includes(kind));
      return readFileSync(join(place.cwd, name ?? ""), "utf8");
    };
    const rows = (text: string): string[][] => parse(text);
    const [ours, theirs] = [rows(details.text), rows(written("detail"))];
    expect(ours[0]).toEqual(theirs[0]);
    const sizes = (all: string[][]) => all.slice(1).map((row) => row.slice(0, 4));
    expect(sizes(ours)).toEqual(sizes(theirs));
    const stat = (text: string) => rows(text).filter(([name]) => name !== "elapsed_time_hours");
    expect(stat(summary.text)).toEqual(stat(written("summary")));
  });

  it("takes all clusters of the cloud at once, by keys that are deleted", async () => {
    prefix ||= await makeTopics();
    const cloud = await cloudWithBroker({ "env-0": ["lkc-9"] });
    const place = placeFor(cloud);
    const page = await open(await serve(place), prefix);
    const cluster = page.page.getByRole("combobox", { name: "Cluster" });
    await expect.poll(() => cluster.inputValue()).toBe("");
    expect((await cluster.locator("option").allInnerTexts())[0]).toBe("all, in all environments");
    await page.page.getByRole("combobox", { name: "Environment" }).selectOption("env-1");
    const answers: Promise<string>[] = [];
    page.page.on("response", (response) => answers.push(response.text().catch(() => "")));
    await page.go.click();
    await isOver(page);
    // The other one cannot be reached: that is said, and does not hide this one.
    expect(await page.page.getByRole("heading", { name: "lkc-9" }).count()).toBe(1);
    expect(await page.page.getByText(/127\.0\.0\.1:9/).count()).toBeGreaterThan(0);
    expect(await kinds(page)).toHaveLength(3);
    expect((await page.run.innerText()).match(/deleted the API key/g)).toHaveLength(2);
    expect(cloud.keys.size).toBe(0);
    expect(journalOf(place)).toEqual([]);
    expectNoSecret(cloud, place, ...(await Promise.all(answers)), await page.page.content());
  });

  it("says what is wrong with a setting", async () => {
    const page = await open(await serve(livePlace(), "--bootstrap", sharedBootstrap()), "");
    await page.page.getByLabel("Peak multiplier").fill("much");
    await page.page.getByLabel("Minimum partitions").fill("0");
    await page.go.click();
    await expect
      .poll(() => page.problems.innerText())
      .toMatch(/“Peak multiplier”[\s\S]*“Minimum partitions”/);
  });
});
