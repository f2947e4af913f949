import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { writeFiles } from "../adapters/write-files.ts";
import { UserError } from "../errors.ts";
import { type ReportFormat, reports } from "../reports/index.ts";
import type { GateResult } from "../reports/report.ts";
import { render } from "../run/render.ts";
import type { Inputs } from "./inputs.ts";

/** Absolute paths of what is written; undefined for what is not wanted. */
export interface Files {
  readonly report: string;
  readonly markdown: string;
  readonly sarif: string | undefined;
  readonly html: string | undefined;
}

/** Where files go; those that later steps read by an output alone into a folder of their own. */
export function planFiles(inputs: Inputs, env: NodeJS.ProcessEnv): Files {
  const folder = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), "skew-contract-"));
  const wanted = (path: string | undefined) => (path === undefined ? undefined : resolve(path));
  const files = {
    report: wanted(inputs.reportFile) ?? join(folder, "report.json"),
    markdown: join(folder, "comment.md"),
    sarif: wanted(inputs.sarifFile),
    html: wanted(inputs.htmlFile),
  };
  const paths = Object.values(files).filter((path) => path !== undefined);
  const double = paths.find((path, i) => paths.indexOf(path) !== i);
  if (double === undefined) return files;
  throw new UserError({ what: `two reports go to ${double}`, next: "Give each its own file." });
}

/** Writes all that can be written. @throws UserErrors for the rest */
export async function writeReports(
  files: Files,
  result: GateResult,
  markdown: string,
  { showKeys, category }: Inputs,
): Promise<void> {
  const text = (format: ReportFormat) => render(format, result, { showKeys, category });
  const contents = [
    { path: files.report, content: await text(reports.json) },
    { path: files.markdown, content: markdown },
    ...(files.sarif === undefined
      ? []
      : [{ path: files.sarif, content: await text(reports.sarif) }]),
    ...(files.html === undefined ? [] : [{ path: files.html, content: await text(reports.html) }]),
  ];
  for (const { path } of contents) mkdirSync(dirname(path), { recursive: true });
  writeFiles(contents);
}

/** A file for this run only. */
export function temporaryFile(files: Files, name: string, text: string): string {
  const path = join(dirname(files.markdown), name);
  writeFileSync(path, text);
  return path;
}
