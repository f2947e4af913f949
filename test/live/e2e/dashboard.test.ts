import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { partitionerNames } from "#core/partitioners/index.ts";
import { browserFile, expectNoFaults, launchBrowser } from "../../support/browser.ts";
import {
  analyzedTopics,
  cloudWithBroker,
  expectNoSecret,
  journalOf,
  placeFor,
} from "../../support/cloud-cluster.ts";
import { type Dashboard, openPage, serveDashboard } from "../../support/dashboard.ts";
import { adminOf, describeKafka, plaintext, sharedBootstrap } from "../../support/kafka.ts";
import { type LivePlace, livePlace } from "../../support/live-cli.ts";

/*
 * The analyzer of the dashboard, by a browser, on the shared broker.
 */

/** Enough to be met in the middle. */
const MANY = "3000000";
const PARTITIONERS = partitionerNames.length;

const serve = (place: LivePlace, ...args: readonly string[]) => serveDashboard(args, place);
const serveBroker = (place: LivePlace) => serve(place, "--bootstrap", sharedBootstrap());

const parts = (page: Page) => ({
  go: page.getByRole("button", { name: "Run the analysis" }),
  run: page.getByRole("region", { name: "Analysis", exact: true }),
  headline: page.locator(".verdict h2:visible"),
  cleanup: page.getByRole("region", { name: "Clean up" }),
  problems: page.locator("[role=alert]:visible"),
});
type Parts = ReturnType<typeof parts>;

/** The topic that a page says it made. */
async function topicOf({ run }: Parts): Promise<string> {
  await expect.poll(() => run.innerText()).toMatch(/the topic \S+/);
  return /the topic (\S+)/.exec(await run.innerText())?.[1] ?? "";
}

const isProducing = ({ run }: Parts) =>
  expect.poll(() => run.innerText()).toMatch(/Producing: [1-9]/);
const isOver = ({ run }: Parts, word: string | RegExp = /Done/) =>
  expect.poll(() => run.getByRole("status").innerText()).toMatch(word);

const describePage = browserFile === undefined ? describe.skip : describeKafka;

describePage("The analyzer in the dashboard", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  async function open(dashboard: Dashboard, records: string) {
    const opened = await openPage(browser, dashboard, { hash: "#analyze" });
    await opened.page.getByRole("textbox", { name: "Records" }).fill(records);
    return { ...opened, ...parts(opened.page) };
  }

  it("shows what is on the cluster, by strategies and by partitioners, and leaves no topic", async () => {
    const place = livePlace();
    const page = await open(await serveBroker(place), "1000");
    await page.page.getByRole("combobox", { name: "Keys" }).selectOption("less-repetition");
    await page.page.getByLabel("Key prefixes").fill("tenant-\nuser-");
    await page.page.getByRole("textbox", { name: "Partitions" }).fill("7");
    await page.go.click();
    await isOver(page);
    expect(await page.headline.innerText()).toContain(
      "All 1,000 keyed records are in the partitions that murmur2 predicts.",
    );
    const charts = (of: string) => page.page.getByRole("region", { name: of }).locator("svg.chart");
    expect(await charts("Five strategies").count()).toBe(5);
    expect(await charts("Every partitioner").count()).toBe(PARTITIONERS);
    const actual = page.page.getByRole("img", { name: /^Records per partition/ });
    expect(await actual.locator("rect").count()).toBe(7);
    expect(await actual.locator("path.tick").count()).toBe(1);
    const metrics = page.page.getByRole("table", { name: /^Strategies and partitioners/ });
    expect(await metrics.getByRole("columnheader").allInnerTexts()).toEqual([
      ...["view", "quality", "total", "average", "SD", "CV", "Gini", "hottest"],
    ]);
    expect(await metrics.getByRole("rowheader").allInnerTexts()).toHaveLength(6 + PARTITIONERS);
    const robin = metrics.getByRole("row", { name: /^strategy round robin/ });
    expect(await robin.innerText()).toMatch(/good\s+1,000\s+142.9\s+0.4\s/);
    expect(await page.page.getByText("tenant-").count()).toBeGreaterThan(0);
    const topic = await topicOf(page);
    expect(await page.run.innerText()).toContain(`deleted the topic ${topic}`);
    await expect.poll(analyzedTopics).not.toContain(topic);
    expect(journalOf(place)).toEqual([]);
    expect(page.said).toEqual([]);
    await expectNoFaults(page.page);
    await page.page.setViewportSize({ width: 360, height: 800 });
    const width = await page.page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(360);
  });

  it("takes an address that is typed, where neither settings nor credentials are", async () => {
    const page = await open(await serve(livePlace()), "1000");
    // Nothing else is known: the field is there at once.
    await page.page.getByLabel("Bootstrap servers").fill(sharedBootstrap());
    await page.page.getByLabel("Partitioner of the producer").selectOption("consistent_random");
    await page.go.press("Enter");
    await isOver(page);
    expect(await page.headline.innerText()).toContain("that crc32 predicts");
  });

  it("says what is wrong, and what to do", async () => {
    const page = await open(await serve(livePlace()), "1000");
    await page.page.getByLabel("Bootstrap servers").fill("127.0.0.1:1");
    await page.go.click();
    await expect.poll(() => page.problems.innerText()).toMatch(/127\.0\.0\.1:1/);
    await page.page.getByLabel("Bootstrap servers").fill(sharedBootstrap());
    const name = `mine-${Date.now()}`;
    const admin = adminOf(plaintext(sharedBootstrap()));
    const id = await admin.createTopic({ name, partitions: 1, replicationFactor: 1, config: {} });
    onTestFinished(async () => void (await admin.deleteTopic(name, id)));
    await page.page.getByRole("textbox", { name: "Topic" }).fill(name);
    await page.go.click();
    await expect.poll(() => page.problems.innerText()).toMatch(/already exists/);
    expect(await admin.topic(name)).toMatchObject({ id });
  });

  it("goes from environment to cluster, by a key that is made for the run and deleted", async () => {
    const cloud = await cloudWithBroker({ "env-0": ["lkc-8", "lkc-9"] });
    const place = placeFor(cloud);
    const dashboard = await serve(place);
    const page = await open(dashboard, "1000");
    const answers: Promise<string>[] = [];
    page.page.on("response", (response) => {
      // The browser does not always keep what a stream of events has brought.
      const isStream = response.url().includes("/api/runs/");
      if (!isStream) answers.push(response.text().catch(() => ""));
    });
    await page.page.getByRole("combobox", { name: "Environment" }).selectOption("env-0");
    const cluster = page.page.getByRole("combobox", { name: "Cluster" });
    expect(await cluster.locator("option").allInnerTexts()).toEqual([
      "name of lkc-8 (lkc-8)",
      "name of lkc-9 (lkc-9)",
    ]);
    await page.page.getByRole("combobox", { name: "Environment" }).selectOption("env-1");
    const started = page.page.waitForResponse((response) => response.url().endsWith("/analyses"));
    await page.go.click();
    await isOver(page);
    const { id } = await (await started).json();
    answers.push(fetch(`${dashboard.url}api/runs/${id}`).then((response) => response.text()));
    expect(await page.run.innerText()).toMatch(/deleted the API key skew-contract-[0-9a-f]+-/);
    expect(cloud.requests.filter((line) => line.startsWith("POST"))).toHaveLength(1);
    expect(cloud.keys.size).toBe(0);
    const texts = await Promise.all(answers);
    expect(texts.join("")).toContain("murmur2-unsigned");
    expectNoSecret(cloud, place, ...texts, await page.page.content());
  });

  it("is cancelled in the middle, which leaves nothing", async () => {
    const cloud = await cloudWithBroker();
    const place = placeFor(cloud);
    const page = await open(await serve(place), MANY);
    await page.go.click();
    await isProducing(page);
    const topic = await topicOf(page);
    expect(await analyzedTopics()).toContain(topic);
    await page.run.getByRole("button", { name: "Cancel" }).click();
    await isOver(page, "Cancelled");
    expect(await page.run.innerText()).toContain(`deleted the topic ${topic}`);
    await expect.poll(analyzedTopics).not.toContain(topic);
    expect(cloud.keys.size).toBe(0);
    expect(journalOf(place)).toEqual([]);
  });

  it("keeps a topic until it is cleaned up, and says exactly what it deletes", async () => {
    const cloud = await cloudWithBroker();
    const place = placeFor(cloud);
    const page = await open(await serve(place), "1000");
    await page.page.getByLabel("Keep the topic until I clean up").check();
    await page.go.click();
    await isOver(page, /kept until you clean up/);
    const topic = await topicOf(page);
    expect(await analyzedTopics()).toContain(topic);
    await page.cleanup.getByRole("button", { name: "Show leftovers" }).click();
    const lines = page.cleanup.getByRole("listitem").filter({ hasText: /the (topic|API key)/ });
    const ours = async () =>
      (await lines.allInnerTexts()).filter((text) => !text.includes("in use"));
    await expect
      .poll(ours)
      .toEqual([
        expect.stringMatching(/^would be deleted the API key skew-contract-/),
        `would be deleted the topic ${topic}`,
      ]);
    await expectNoFaults(page.page);
    await page.cleanup.getByRole("button", { name: "Delete these 2" }).click();
    await expect
      .poll(() => lines.allInnerTexts())
      .toEqual([expect.stringMatching(/^deleted the API key/), `deleted the topic ${topic}`]);
    await isOver(page);
    await expect.poll(analyzedTopics).not.toContain(topic);
    expect(cloud.keys.size).toBe(0);
    expect(journalOf(place)).toEqual([]);
  });

  it("cleans up what it keeps where earlier runs cannot be looked for", async () => {
    const cloud = { CONFLUENT_CLOUD_CREDENTIAL: `{"confluent_cloud_api_key":"k"}` };
    const place = livePlace();
    const page = await open(
      await serveBroker({ ...place, env: { ...place.env, ...cloud } }),
      "1000",
    );
    await page.page.getByLabel("Keep the topic until I clean up").check();
    await page.go.click();
    await isOver(page, /kept until you clean up/);
    const topic = await topicOf(page);
    await page.cleanup.getByRole("button", { name: "Show leftovers" }).click();
    const lines = page.cleanup.getByRole("listitem").filter({ hasText: topic });
    await expect.poll(() => lines.allInnerTexts()).toEqual([`would be deleted the topic ${topic}`]);
    await expect.poll(() => page.problems.innerText()).toMatch(/CONFLUENT_CLOUD_CREDENTIAL/);
    await page.cleanup.getByRole("button", { name: "Delete it" }).click();
    await expect.poll(() => lines.allInnerTexts()).toEqual([`deleted the topic ${topic}`]);
    await expect.poll(analyzedTopics).not.toContain(topic);
  });

  it.each([
    ["in the middle of a run", MANY, isProducing, false],
    ["while a topic is kept", "1000", (page: Parts) => isOver(page, /kept/), true],
  ] as const)("deletes all when it is stopped %s", async (_, records, until, isHeld) => {
    const cloud = await cloudWithBroker();
    const place = placeFor(cloud);
    const dashboard = await serve(place);
    const page = await open(dashboard, records);
    if (isHeld) await page.page.getByLabel("Keep the topic until I clean up").check();
    await page.go.click();
    await until(page);
    const topic = await topicOf(page);
    expect(await dashboard.stop()).toEqual({ code: 0, signal: null });
    await expect.poll(analyzedTopics).not.toContain(topic);
    expect(cloud.keys.size).toBe(0);
    expect(journalOf(place)).toEqual([]);
    expectNoSecret(cloud, place, dashboard.said());
  });

  it("cleans up what an earlier dashboard has left behind that was killed", async () => {
    const cloud = await cloudWithBroker();
    const place = placeFor(cloud);
    const killed = await serve(place);
    const first = await open(killed, MANY);
    await first.go.click();
    await isProducing(first);
    const topic = await topicOf(first);
    await killed.stop("SIGKILL");
    expect(journalOf(place)).toHaveLength(2);
    const page = await open(await serve(place), "1000");
    await page.cleanup.getByRole("button", { name: "Show leftovers" }).click();
    const lines = page.cleanup.getByRole("listitem").filter({ hasText: /the (topic|API key)/ });
    await expect.poll(() => lines.allInnerTexts()).toHaveLength(2);
    await page.cleanup.getByRole("button", { name: "Delete these 2" }).click();
    await expect
      .poll(async () => (await lines.allInnerTexts()).sort())
      .toEqual([
        expect.stringMatching(/^deleted the API key skew-contract-/),
        expect.stringContaining(`deleted the topic ${topic}`),
      ]);
    await expect.poll(analyzedTopics).not.toContain(topic);
    expect(cloud.keys.size).toBe(0);
    expect(journalOf(place)).toEqual([]);
  });

  it("runs in two tabs at once", async () => {
    const place = livePlace();
    const dashboard = await serveBroker(place);
    const pages = await Promise.all([open(dashboard, "200000"), open(dashboard, "100000")]);
    await Promise.all(pages.map(({ go }) => go.click()));
    await Promise.all(pages.map((page) => isOver(page)));
    const [one, other] = await Promise.all(pages.map(({ headline }) => headline.innerText()));
    expect(one).toContain("All 200,000 keyed records");
    expect(other).toContain("All 100,000 keyed records");
    const topics = await Promise.all(pages.map(topicOf));
    expect(new Set(topics).size).toBe(2);
    await expect.poll(analyzedTopics).not.toEqual(expect.arrayContaining(topics));
    expect(journalOf(place)).toEqual([]);
  });

  it("leaves nothing behind where the tab is closed in the middle of a run", async () => {
    const cloud = await cloudWithBroker();
    const place = placeFor(cloud);
    const page = await open(await serve(place), "400000");
    await page.go.click();
    const topic = await topicOf(page);
    await page.context.close();
    await expect.poll(() => journalOf(place)).toEqual([]);
    await expect.poll(analyzedTopics).not.toContain(topic);
    expect(cloud.keys.size).toBe(0);
  });

  it("goes on where it was after a reload", async () => {
    const page = await open(await serveBroker(livePlace()), "400000");
    await page.go.click();
    const topic = await topicOf(page);
    await page.page.reload();
    expect(await topicOf(page)).toBe(topic);
    await isOver(page);
    expect(await page.headline.innerText()).toContain("All 400,000 keyed records");
  });

  it("takes from a page nothing that leads to files or programs, and no nonsense", async () => {
    const { url } = await serveBroker(livePlace());
    const { origin } = new URL(url);
    const order = {
      ...{ simulation: "normal", patterns: ["a"], partitions: 1, records: 10 },
      setting: "random",
    };
    const post = async (fields: object) => {
      const headers = { "content-type": "application/json", origin };
      const body = JSON.stringify({ ...order, ...fields });
      const answer = await fetch(`${url}api/analyses`, { method: "POST", headers, body });
      return { status: answer.status, text: await answer.text() };
    };
    for (const [fields, message] of [
      [{ simulation: "constructor" }, /unknown simulation/],
      [{ records: 1e9 }, /records is not a whole number from 10 to 10000000/],
      [{ partitions: "6" }, /partitions is not a whole number/],
      [{ patterns: "user-" }, /patterns is not a list/],
      [{ setting: "__proto__" }, /unknown setting/],
      [{ topic: { a: 1 } }, /topic is not a string/],
    ] as const) {
      expect(await post(fields)).toEqual({ status: 422, text: expect.stringMatching(message) });
    }
    const unknown = await fetch(`${url}api/runs/00`);
    expect([unknown.status, await unknown.text()]).toEqual([
      422,
      expect.stringContaining("no longer known"),
    ]);
  });
});
