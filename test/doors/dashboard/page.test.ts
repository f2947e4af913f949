import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { folder } from "../../e2e/cli.ts";
import { browserFile, expectNoFaults, launchBrowser } from "../../support/browser.ts";
import {
  chooseFiles,
  type Dashboard,
  gateView,
  openPage,
  openUrl,
  serveDashboard,
} from "../../support/dashboard.ts";

const later = () => {};
const KIB = 1024;
const MAX_PAGE_KIB = 300;
const INJECTION = `</title></script><script>hacked=1</script><img src=x onerror="hacked=1">`;
const PHONE = { viewport: { width: 360, height: 800 } };
const FOUR_K = { viewport: { width: 3840, height: 2160 } };

describe.skipIf(browserFile === undefined)("the dashboard's page", () => {
  let browser: Browser;
  let demo: Dashboard;
  let plain: Dashboard;

  beforeAll(async () => {
    [browser, demo, plain] = await Promise.all([
      launchBrowser(),
      serveDashboard(["--demo"], {}, later),
      serveDashboard([], { cwd: folder() }, later),
    ]);
  });
  afterAll(() => Promise.all([browser?.close(), demo?.stop(), plain?.stop()]));

  const shown = async (page: Page) => {
    await expect.poll(() => gateView(page).verdict.innerText()).toMatch(/broken/);
    await page.evaluate(
      "document.querySelectorAll('details').forEach((one) => { one.open = true; })",
    );
    await expect.poll(() => page.getByRole("table", { name: /other settings/ }).count()).toBe(1);
  };

  it("says nothing, and asks for nothing elsewhere", async () => {
    const { page, said, asked } = await openPage(browser, demo);
    await shown(page);
    expect(said).toEqual([]);
    const foreign = asked.filter((url) => !url.startsWith(demo.url) && !url.startsWith("data:"));
    expect(foreign).toEqual([]);
  });

  it(`weighs less than ${MAX_PAGE_KIB} KiB compressed, sample data apart`, async () => {
    const { page, asked } = await openPage(browser, demo);
    await shown(page);
    const files = [...new Set(asked)].filter(
      (url) => url.startsWith(demo.url) && !url.includes("demo/"),
    );
    expect(files.length).toBeGreaterThanOrEqual(5);
    const bodies = await Promise.all(files.map(async (url) => (await fetch(url)).arrayBuffer()));
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(Buffer.from(body)).length, 0);
    console.log(`page: ${(bytes / KIB).toFixed(0)} KiB`);
    expect(bytes / KIB).toBeLessThan(MAX_PAGE_KIB);
  });

  it("has a policy that refuses scripts, styles and text as HTML", async () => {
    const { page, said } = await openPage(browser, demo);
    await shown(page);
    await page.evaluate(`{
      const script = document.createElement("script");
      try { script.textContent = "hacked = 1"; } catch (error) { console.log(String(error)); }
      try { document.body.innerHTML = "<b>text</b>"; } catch (error) { console.log(String(error)); }
      const image = document.createElement("img");
      image.src = "http://127.0.0.1:9/pixel";
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      document.body.append(script, image, style);
    }`);
    await expect.poll(() => said.join("\n")).toMatch(/TrustedHTML.*\n[\s\S]*pixel/);
    expect(said.join("\n")).toMatch(/style/);
    expect(await page.evaluate("typeof hacked")).toBe("undefined");
    expect(await page.locator("h1").isVisible()).toBe(true);
  });

  it("gives a page of another origin nothing, whoever knows the address", async () => {
    const foreign = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<iframe src="${demo.url}"></iframe><script src="${demo.url}page.js"></script>`);
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void foreign.close());
    await new Promise((resolve) => foreign.once("listening", resolve));
    const url = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`;
    const { page, said } = await openUrl(browser, url);
    const outcome = (script: string) =>
      page.evaluate(`${script}.then(() => "done", () => "refused")`);
    expect(await outcome(`fetch("${demo.url}api/start")`)).toBe("refused");
    const post = JSON.stringify({ method: "POST", body: "{}", mode: "no-cors" });
    expect(await outcome(`fetch("${demo.url}api/start", ${post})`)).toBe("refused");
    expect(await page.evaluate("document.body.childElementCount")).toBe(2);
    expect(page.frames().map((frame) => frame.url())).not.toContain(demo.url);
    await expect.poll(() => said.join("\n")).toMatch(/403/);
  });

  it("shows hostile names and keys as text", async () => {
    const { page, said } = await openPage(browser, plain);
    await chooseFiles(page, "Choose key files", [
      `${INJECTION}.txt`,
      `${INJECTION}\n\u202e\u0007x\n`,
    ]);
    const keys = page.getByRole("table", { name: /different keys/ }).getByRole("rowheader");
    await expect.poll(() => keys.allInnerTexts()).toContain(`"${INJECTION}"`);
    expect((await keys.allInnerTexts()).join("")).toContain("\\u{202e}\\x07x");
    expect(await page.evaluate("typeof hacked")).toBe("undefined");
    expect(await page.locator("img").count()).toBe(0);
    expect(said).toEqual([]);
  });

  it("has no fault that axe finds, light and dark, empty and full", async () => {
    const empty = await openPage(browser, plain);
    await expect.poll(() => empty.page.getByText("See how your keys spread").count()).toBe(1);
    await expectNoFaults(empty.page);
    const full = await openPage(browser, demo);
    await shown(full.page);
    await full.page.getByLabel("max_gini", { exact: true }).fill("x");
    await expectNoFaults(full.page);
  });

  it("has no fault where it is narrow and says what is wrong with a contract", async () => {
    const { page } = await openPage(browser, plain, PHONE);
    const wrong = `version: 1\ntopics: { ${"long-name-".repeat(10)}: { partitions: many } }\n`;
    await chooseFiles(page, "Choose a contract", ["skew_contract.yml", wrong]);
    const excerpt = page.locator(".problem pre");
    await expect.poll(() => excerpt.count()).toBe(1);
    expect(await excerpt.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
    await expectNoFaults(page);
  });

  it.each([
    ["a phone", PHONE],
    ["a screen of 4K", FOUR_K],
  ])("fits %s", async (_, options) => {
    const { page } = await openPage(browser, demo, options);
    await shown(page);
    expect(
      await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
    ).toBeLessThanOrEqual(0);
    const least = (await page.evaluate(
      "Math.min(...[...document.querySelectorAll('p, label, td, th')].filter((one) => one.checkVisibility()).map((one) => parseFloat(getComputedStyle(one).fontSize)))",
    )) as number;
    expect(least).toBeGreaterThan(options.viewport.width / 300);
  });

  it("is used with the keyboard alone", async () => {
    const { page } = await openPage(browser, demo);
    await expect.poll(() => gateView(page).verdict.innerText()).toMatch(/broken/);
    const controls = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const visible = `[...document.querySelectorAll("${controls}")].filter((one) => one.checkVisibility() && !one.disabled)`;
    const count = (await page.evaluate(`${visible}.length`)) as number;
    expect(count).toBeGreaterThan(20);
    for (let i = 0; i < count; i++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(`${visible}.indexOf(document.activeElement)`)).toBe(i);
      const outline = `getComputedStyle(document.activeElement.matches("[type=file]") ? document.activeElement.nextSibling : document.activeElement).outlineStyle`;
      expect(await page.evaluate(outline)).toBe("solid");
    }
  });

  /** Runs `act` in the page until `isDone`, and says for how long that kept its main thread, in ms. */
  async function busyMs(page: Page, act: string, isDone: () => Promise<boolean>): Promise<number> {
    const session = await page.context().newCDPSession(page);
    // Processor time: on a busy machine the clock says little.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const taskMs = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    };
    const before = await taskMs();
    await page.evaluate(act);
    await expect.poll(isDone).toBe(true);
    return (await taskMs()) - before;
  }

  const MILLION = 1_000_000;
  const PASTE = `
    const keys = Array.from({ length: ${MILLION} }, (_, i) => "user-" + i).join("\\n");
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", keys);
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector("textarea").dispatchEvent(paste);`;

  it("takes a million pasted keys, and 5,000 partitions, without standing still", async () => {
    const { page } = await openPage(browser, plain);
    const { facts } = gateView(page);
    const says = (text: string) => async () =>
      (await facts.count()) > 0 && (await facts.innerText()).includes(text);
    const pasting = await busyMs(page, PASTE, says("1,000,000 records, 1,000,000 different keys"));
    const slide = `
      const field = document.querySelector("[aria-label='Number of partitions']");
      field.value = "5000";
      field.dispatchEvent(new Event("input", { bubbles: true }));`;
    const sliding = await busyMs(page, slide, says("5,000 partitions"));
    console.log(
      `main thread: 1,000,000 keys ${pasting.toFixed(0)} ms, 5,000 partitions ${sliding.toFixed(0)} ms`,
    );
    expect(Math.max(pasting, sliding)).toBeLessThan(1000);
    expect(await page.locator("svg.chart").count()).toBe(2);
  });
});
