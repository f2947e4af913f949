import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { ended, start } from "../e2e/cli.ts";
import { listenTo } from "./browser.ts";

export interface Dashboard {
  /** With the token. */
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has said on standard error. */
  said(): string;
  /** Stops it as Ctrl+C does. */
  stop(signal?: NodeJS.Signals): ReturnType<typeof ended>;
}

/** `skew-contract dashboard …args`, serving; stopped at the end at the latest. */
export async function serveDashboard(
  args: readonly string[],
  place: Parameters<typeof start>[1] = {},
  atEnd: (stop: () => Promise<void>) => void = onTestFinished,
): Promise<Dashboard> {
  const child = start(["dashboard", ...args], place);
  const end = ended(child);
  let stderr = "";
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const stop = (signal: NodeJS.Signals = "SIGINT") => {
    child.kill(signal);
    return end;
  };
  atEnd(async () => void (await stop()));
  if (child.stdout === null) throw new Error("no output");
  const lines = createInterface({ input: child.stdout });
  const ending = end.then(() => Promise.reject(new Error(`it ended: ${stderr}`)));
  const [url] = await Promise.race([once(lines, "line"), ending]);
  return { url, child, said: () => stderr, stop };
}

interface OpenOptions extends BrowserContextOptions {
  /** Which view, such as `#gate`. */
  readonly hash?: string;
}

/** Opens the dashboard in a window of its own, which is closed at the end of the test. */
export async function openPage(
  browser: Browser,
  { url }: Pick<Dashboard, "url">,
  { hash = "", ...options }: OpenOptions = {},
) {
  const opened = await openUrl(browser, `${url}${hash}`, options);
  await opened.page.locator("main h2:visible").first().waitFor();
  return opened;
}

export async function openUrl(browser: Browser, url: string, options?: BrowserContextOptions) {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const heard = listenTo(page);
  await page.goto(url);
  return { page, context, ...heard };
}

type NamedFile = readonly [name: string, content: string | Uint8Array];

/** Files as a person chooses them. */
export function chooseFiles(
  page: Page,
  label: string,
  ...files: readonly NamedFile[]
): Promise<void> {
  const given = files.map(([name, content]) => {
    return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
  });
  return page.getByLabel(label).setInputFiles(given);
}

/** Files as a person drops them. */
export function dropFiles(page: Page, ...files: readonly NamedFile[]): Promise<void> {
  const texts = files.map(([name, content]) => [name, String(content)] as const);
  return page.evaluate(`(${DROP})(${JSON.stringify(texts)})`);
}

const DROP = `(given) => {
  const target = document.querySelector("main");
  const dataTransfer = new DataTransfer();
  for (const [name, text] of given) dataTransfer.items.add(new File([text], name));
  for (const type of ["dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}`;

/** Parts of the gate view, as they are at present. */
export const gateView = (page: Page) => ({
  verdict: page.locator(".verdict h2"),
  facts: page.locator(".verdict .facts"),
  problems: page.getByRole("alert"),
  bars: page.getByRole("img", { name: /^Share of the records/ }),
  tile: (name: string) => page.locator(".tiles div", { hasText: name }).locator("dd"),
});
