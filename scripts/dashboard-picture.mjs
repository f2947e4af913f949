// The README's picture of the dashboard: `node scripts/dashboard-picture.mjs`, after a build.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium as browsers } from "playwright-core";
import { chromium } from "./chromium.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

const child = spawn(process.execPath, [`${root}dist/cli.js`, "dashboard", "--demo"]);
const [url] = await once(createInterface({ input: child.stdout }), "line");
const browser = await browsers.launch({ executablePath: await chromium(), args });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 820 } });
  await page.goto(url);
  await page.locator(".verdict.fail svg.chart").first().waitFor();
  await page.screenshot({ path: `${root}docs/dashboard.png` });
} finally {
  await browser.close();
  child.kill("SIGINT");
}
