import type { Verdict } from "#core/verdict.ts";
import type { ReportOptions } from "../report.ts";
import { sha256 } from "../sha256.ts";
import { type Content, html, type Markup, styleElement } from "./markup.ts";
import { STYLE } from "./style.ts";

const ICON_COLORS: Readonly<Record<Verdict | "error", string>> = {
  error: "%23b3261e",
  fail: "%23b3261e",
  warn: "%239a6700",
  pass: "%231a7f37",
};

interface Page {
  readonly title: string;
  /** Of its icon. */
  readonly color: Verdict | "error";
  readonly header: Markup;
  readonly main: Content;
  readonly options: Pick<ReportOptions, "version" | "hint">;
}

/** A self-contained page without scripts. */
export function page({ title, color, header, main, options }: Page): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>${head(title, color)}</head>
<body>
${header}
<main>
${main}</main>
<footer>${footer(options)}</footer>
</body>
</html>
`.text;
}

/** The policy forbids what the page does not have: scripts, requests, forms, frames. */
function head(title: string, color: Page["color"]): Markup {
  const policy = `default-src 'none'; style-src 'sha256-${hashOf(STYLE)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const icon = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Ccircle cx='4' cy='4' r='4' fill='${ICON_COLORS[color]}'/%3E%3C/svg%3E`;
  return html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="${icon}">
<title>${title}</title>
${styleElement(STYLE)}
`;
}

function hashOf(text: string): string {
  const hex = sha256(new TextEncoder().encode(text));
  const bytes = hex.match(/../g)?.map((digits) => Number.parseInt(digits, 16)) ?? [];
  return btoa(String.fromCharCode(...bytes));
}

function footer({ version, hint }: Page["options"]): Content {
  return html`<p>skew-contract ${version}</p>${hint && html`<p>${hint}</p>`}`;
}
