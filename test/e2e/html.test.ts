import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  browserFile,
  expectNoFaults,
  launchBrowser,
  listenTo,
  mustHaveBrowser,
} from "../support/browser.ts";
import { cities, cli, folder, manyKeys } from "./cli.ts";

/*
 * The page that the command line writes, in a real browser.
 */

const INJECTION = `</title></style></svg><script>hacked=1</script><img src=x onerror="hacked=1">--><!--`;
const TOPICS = `version: 1
defaults: { partitions: 24, max_partition_share: 0.1, sample_size: 1 }
topics:
  payments: { keys: even.txt }
  user-events: { keys: hot.txt, consumers: 8, max_consumer_share: 0.2 }
  orders: { keys: orders.txt, max_gini: 0.001, severity: { max_gini: warning } }
`;
const FILES = {
  "even.txt": manyKeys(20_000),
  "orders.txt": manyKeys(20_000, "order-"),
  "hot.txt": manyKeys(20_000) + "bot\n".repeat(6000),
  "hostile.txt": `${manyKeys(500)}${`${INJECTION}\n`.repeat(900)}${`\u202e\u0007${INJECTION}\n`.repeat(50)}`,
  "wide.txt": manyKeys(60_000) + "bot\n".repeat(900),
  "topics.yml": TOPICS,
};
/** Each page by the flags that make it. */
const PAGES = {
  broken: ["--contract", join(cities, "by-country/skew_contract.yml")],
  holds: ["--contract", join(cities, "by-city/skew_contract.yml")],
  topics: ["--contract", "topics.yml", "--show-keys", "full"],
  baseline: [..."--topic t --partitions 24 --max-share 0.1 --keys hot.txt".split(" ")].concat(
    "--baseline-keys",
    "even.txt",
    "--show-keys",
    "full",
  ),
  hostile: "--partitions 12 --max-share 0.2 --keys hostile.txt --show-keys full"
    .split(" ")
    .concat("--topic", INJECTION),
  wide: "--topic t --partitions 5000 --max-share 0.005 --keys wide.txt".split(" "),
} as const;
type PageName = keyof typeof PAGES;
const names = Object.keys(PAGES) as PageName[];

it.runIf(mustHaveBrowser)("there is a browser to test with", () => {
  expect(browserFile).toBeDefined();
});

describe.skipIf(browserFile === undefined)("the HTML report in a browser", () => {
  let browser: Browser;
  let cwd = "";
  const urlOf = (name: PageName) => pathToFileURL(join(cwd, `${name}.html`)).href;

  beforeAll(async () => {
    cwd = folder(FILES);
    const runs = names.map((name) => {
      return cli(["check", ...PAGES[name], "-q", "--output", `html:${name}.html`], { cwd });
    });
    for (const run of await Promise.all(runs)) expect(run.stderr).toBe("");
    browser = await launchBrowser();
  });

  afterAll(() => browser?.close());

  /** A page with everything it said and asked for. */
  async function open(name: PageName, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const { said, asked } = listenTo(page);
    await page.goto(urlOf(name));
    return { page, said, asked, close: () => context.close() };
  }

  /** Opens a page for one look at it. */
  async function look<T>(
    name: PageName,
    at: (page: Page) => Promise<T>,
    options?: BrowserContextOptions,
  ): Promise<T> {
    const { page, close } = await open(name, options);
    try {
      return await at(page);
    } finally {
      await close();
    }
  }

  const unfold = (page: Page) =>
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");

  it.each(names)("is whole without a script or a request: %s", async (name) => {
    const { page, said, asked, close } = await open(name);
    expect(said).toEqual([]);
    expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([urlOf(name)]);
    expect(await page.evaluate("document.scripts.length")).toBe(0);
    expect(
      await page.evaluate("getComputedStyle(document.querySelector('.badge')).fontWeight"),
    ).toBe("600");
    await close();
  });

  it("has a policy that refuses a script, a style and an image from elsewhere", async () => {
    const { page, said, close } = await open("broken");
    await page.evaluate(`{
      const script = document.createElement("script");
      script.textContent = "hacked = 1";
      const image = document.createElement("img");
      image.src = "http://127.0.0.1:9/pixel";
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      document.body.append(script, image, style);
    }`);
    await expect.poll(() => said.length).toBe(3);
    for (const text of said) expect(text).toMatch(/Content Security Policy/);
    expect(await page.evaluate("typeof hacked")).toBe("undefined");
    await close();
  });

  it("shows hostile topics and keys as text", () =>
    look("hostile", async (page) => {
      expect(await page.evaluate("typeof hacked")).toBe("undefined");
      expect(await page.title()).toMatch(/^Contract broken: <\/title><\/style>/);
      expect(await page.locator("h2").innerText()).toContain(INJECTION);
      expect(await page.locator("img").count()).toBe(0);
      const keys = await page.locator("tbody code").allInnerTexts();
      expect(keys).toContain(`"${INJECTION}"`);
      expect(keys.join("")).toContain("\\u{202e}\\x07");
    }));

  it.each(names)("has no fault that axe finds, light and dark: %s", (name) =>
    look(name, async (page) => {
      await unfold(page);
      await expectNoFaults(page);
    }),
  );

  it("tells its parts by role and name", () =>
    look("baseline", async (page) => {
      for (const role of ["banner", "main", "contentinfo"] as const) {
        expect(await page.getByRole(role).count()).toBe(1);
      }
      const heading = (level: number) => page.getByRole("heading", { level }).allInnerTexts();
      expect(await heading(1)).toEqual(["Contract broken"]);
      expect(await heading(2)).toEqual(["✗ Broken t"]);
      expect(await heading(3)).toEqual([
        "Rules",
        "What to do",
        "Compared with the baseline",
        "Records over the partitions",
        "Lorenz curve",
        "Hottest keys",
        "What if",
      ]);
      expect(await page.getByRole("img", { name: /^Share of the records/ }).count()).toBe(1);
      expect(await page.getByRole("img", { name: /^Lorenz curve/ }).count()).toBe(1);
      const rules = page.getByRole("region", { name: /^What the contract allows.* t$/ });
      expect(await rules.getByRole("columnheader").allInnerTexts()).toEqual([
        "Rule",
        "Result",
        "Actual",
        "Limit",
        "Before",
      ]);
      expect(await rules.getByRole("rowheader").allInnerTexts()).toContain("max_partition_share");
      const hot = page.getByRole("table", { name: "Keys that went hot" });
      expect(await hot.getByRole("rowheader").allInnerTexts()).toEqual(['"bot"']);
    }));

  it("leads from the index to each topic, the broken one first", () =>
    look("topics", async (page) => {
      const links = page.getByRole("navigation").getByRole("link");
      expect(await links.allInnerTexts()).toEqual(["user-events", "orders", "payments"]);
      await links.nth(2).press("Enter");
      await expect.poll(() => page.locator(":target").innerText()).toContain("payments");
    }));

  it("is used with the keyboard alone", () =>
    look("topics", async (page) => {
      const places = "[...document.querySelectorAll('a, summary, [tabindex]')]";
      const shown = `${places}.filter((one) => one.checkVisibility())`;
      const count = (await page.evaluate(`${shown}.length`)) as number;
      expect(count).toBeGreaterThan(12);
      for (let i = 0; i < count; i++) {
        await page.keyboard.press("Tab");
        expect(await page.evaluate(`${shown}.indexOf(document.activeElement)`)).toBe(i);
        expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe(
          "solid",
        );
      }
      const summary = page.locator("summary").first();
      await summary.press("Enter");
      expect(await page.locator("details").first().getAttribute("open")).toBe("");
    }));

  it("scrolls a wide table by itself, with the arrow keys", () =>
    look(
      "broken",
      async (page) => {
        const region = page.getByRole("region", { name: /^The same keys under other/ });
        await region.focus();
        await page.keyboard.press("ArrowRight");
        await expect
          .poll(() => page.evaluate("document.activeElement.scrollLeft"))
          .toBeGreaterThan(0);
      },
      { viewport: { width: 360, height: 800 } },
    ));

  it.each(names)("fits a phone: %s", (name) =>
    look(
      name,
      async (page) => {
        await unfold(page);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
      },
      { viewport: { width: 360, height: 800 } },
    ),
  );

  it("is dark where the screen is, and never on paper", async () => {
    const backgrounds = (page: Page) =>
      page.evaluate(`["body", ".topic"].map((one) => {
        return getComputedStyle(document.querySelector(one)).backgroundColor;
      })`);
    const light = ["rgb(246, 247, 249)", "rgb(255, 255, 255)"];
    expect(await look("broken", backgrounds, { colorScheme: "light" })).toEqual(light);
    await look(
      "broken",
      async (page) => {
        expect(await backgrounds(page)).toEqual(["rgb(15, 18, 22)", "rgb(23, 27, 33)"]);
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        const paper = "rgb(255, 255, 255)";
        expect(await backgrounds(page)).toEqual([paper, paper]);
        expect(await page.locator("details table").first().isVisible()).toBe(true);
      },
      { colorScheme: "dark" },
    );
  });

  it("shows 5,000 partitions soon, however busy the machine is", async () => {
    const start = performance.now();
    await look("wide", async (page) => {
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
      expect(await page.locator("svg.chart").count()).toBe(2);
    });
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});
