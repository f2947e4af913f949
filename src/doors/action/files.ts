import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { makeFolder } from "#adapters/make-folder.ts";
import { writeFiles } from "#adapters/write-files.ts";
import { type ReportFormat, reports } from "#core/reports/index.ts";
import type { GateResult } from "#core/reports/report.ts";
import { refuseSamePath } from "#run/refuse-paths.ts";
import { render } from "#run/render.ts";
import type { Inputs } from "./inputs.ts";

/** Absolute paths of the files to write; undefined for files that were not asked for. */
export interface Files {
  readonly report: string;
  readonly markdown: string;
  readonly sarif: string | undefined;
  readonly html: string | undefined;
}

/** Chooses the paths of files. Files without an input go to a temporary folder, for later steps. */
export function planFiles(inputs: Inputs, env: NodeJS.ProcessEnv): Files {
  const temporary = env.RUNNER_TEMP ?? tmpdir();
  makeFolder(temporary);
  const folder = mkdtempSync(join(temporary, "skew-contract-"));
  const wanted = (path: string | undefined) => (path === undefined ? undefined : resolve(path));
  const files = {
    report: wanted(inputs.reportFile) ?? join(folder, "report.json"),
    markdown: join(folder, "comment.md"),
    sarif: wanted(inputs.sarifFile),
    html: wanted(inputs.htmlFile),
  };
  refuseSamePath(pathsOf(files));
  return files;
}

export function pathsOf(files: Files): string[] {
  return Object.values(files).filter((path) => path !== undefined);
}

/** Writes as many files as possible. Returns the written ones and the errors of the others. */
export async function writeReports(
  files: Files,
  result: GateResult,
  markdown: string,
  { showKeys, category }: Inputs,
): Promise<{ written: Partial<Files>; errors: readonly Error[] }> {
  const text = (format: ReportFormat) => render(format, result, { showKeys, category });
  const contents: Record<keyof Files, () => Promise<string>> = {
    report: () => text(reports.json),
    markdown: async () => markdown,
    sarif: () => text(reports.sarif),
    html: () => text(reports.html),
  };
  const written: Record<string, string> = {};
  const errors: Error[] = [];
  for (const [name, content] of Object.entries(contents)) {
    const path = files[name as keyof Files];
    if (path === undefined || (name === "sarif" && result.verdict === "error")) continue;
    try {
      makeFolder(dirname(path));
      writeFiles([{ path, content: await content() }]);
      written[name] = path;
    } catch (error) {
      errors.push(error as Error);
    }
  }
  return { written, errors };
}
