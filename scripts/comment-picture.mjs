// The README's picture of the pull-request comment: `node scripts/comment-picture.mjs`, after a
// build.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { chromium as browsers } from "playwright-core";
import { chromium } from "./chromium.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Approximates GitHub's style for comments. */
const style = `
  * { box-sizing: border-box }
  body { margin: 0; padding: 16px; width: 860px; background: #fff; color: #1f2328;
    font: 14px/1.5 "Segoe UI", "DejaVu Sans", "Noto Sans", "Noto Color Emoji", sans-serif }
  article { border: 1px solid #d1d9e0; border-radius: 6px }
  header { padding: 8px 16px; background: #f6f8fa; color: #59636e; border-radius: 6px 6px 0 0;
    border-bottom: 1px solid #d1d9e0 }
  header b { color: #1f2328 }
  main { padding: 0 16px 16px }
  h2 { font-size: 1.5em; padding-bottom: .3em; border-bottom: 1px solid #d1d9e0 }
  h3 { font-size: 1.25em }
  table { border-collapse: collapse }
  th, td { padding: 5px 13px; border: 1px solid #d1d9e0; text-align: left }
  code { padding: .15em .4em; background: #818b981f; border-radius: 6px; font-size: 85% }
  ul { padding-left: 2em }
  summary { margin: 6px 0 }`;

/** Drawn as SVG, so that the picture does not depend on the machine's emoji font. */
const emoji = [
  ["❌", mark('<path d="M3 3 13 13M13 3 3 13" stroke="#dd2e44" stroke-width="3.4"/>')],
  [
    "✅",
    mark(
      '<rect width="16" height="16" rx="3" fill="#77b255"/><path d="m4 8.5 3 3 5.5-7.5" stroke="#fff" stroke-width="2.4"/>',
    ),
  ],
];

const folder = mkdtempSync(join(tmpdir(), "skew-contract-picture-"));
const baseline = join(folder, "base.json");
check("by-city", "--quiet", "--output", `json:${baseline}`);
const comment = check("by-country", "--baseline", baseline, "--output", "markdown");
rmSync(folder, { recursive: true });

const browser = await browsers.launch({ executablePath: await chromium(), args });
try {
  const page = await browser.newPage({ viewport: { width: 860, height: 600 } });
  await page.setContent(pageOf(comment));
  await page.locator("body").screenshot({ path: `${root}docs/images/comment.png` });
} finally {
  await browser.close();
}

function check(keys, ...flags) {
  const contract = `fixtures/world-cities/${keys}/skew_contract.yml`;
  const command = ["dist/cli.js", "check", "--contract", contract, "--show-keys", "full", ...flags];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" }).stdout;
}

function pageOf(markdown) {
  const body = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const header = "<header><b>github-actions</b> bot commented</header>";
  const drawn = emoji.reduce((html, [text, svg]) => html.replaceAll(text, svg), body);
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><article>${header}<main>${drawn}</main></article>`;
}

function mark(shape) {
  return `<svg width="1em" height="1em" viewBox="0 0 16 16" fill="none" style="vertical-align:-.125em">${shape}</svg>`;
}
