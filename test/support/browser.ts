import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { chromium as findChromium } from "../../scripts/chromium.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** Chromium's sandbox refuses root. */
const SANDBOX = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Undefined where there is none and none can be installed. */
export const browserFile = await findChromium();
/** In CI a test that could not run is a failure. */
export const mustHaveBrowser = process.env.CI === "true" && process.platform === "linux";

export function launchBrowser(): Promise<Browser> {
  const args = [...QUIET, ...SANDBOX];
  return chromium.launch({ executablePath: browserFile as string, args });
}

/** Everything a page says, throws and asks for. */
export function listenTo(page: Page): { readonly said: string[]; readonly asked: string[] } {
  const said: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => said.push(dialog.message()));
  page.on("request", (request) => asked.push(request.url()));
  return { said, asked };
}

/** What axe finds wrong as the page is now: the rule, and the elements. */
async function faultsOf(page: Page, options: RunOptions = {}) {
  await page.evaluate(axe);
  const found = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  expect(found.passes).not.toEqual([]);
  return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** The same of the page in both colours. */
export async function expectNoFaults(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  expect(await faultsOf(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await faultsOf(page, { runOnly: "color-contrast" })).toEqual([]);
}
