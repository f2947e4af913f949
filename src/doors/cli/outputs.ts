import type { OutputFile } from "#adapters/write-files.ts";
import { unknownName } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { type ReportFormat, reports } from "#core/reports/index.ts";
import type { ShowKeys } from "#core/reports/key-display.ts";
import type { GateResult } from "#core/reports/report.ts";
import { refuseSamePath } from "#run/refuse-paths.ts";
import { render } from "#run/render.ts";
import { columnsOf, type Io, isForPerson, useColor } from "./io.ts";

/** A report and its destination: standard output if there is no path. */
export interface Output<Format = ReportFormat> {
  readonly format: Format;
  readonly path?: string;
}

interface OutputOptions {
  readonly output?: readonly string[] | undefined;
  readonly quiet?: boolean | undefined;
}

const HASHED =
  "Keys are hashed because they can be personal data. To show them, use --show-keys full.";

/** The JSON report of a single topic. */
const topicFormat: ReportFormat = {
  ending: "json",
  load: async () => (await import("#core/reports/json.ts")).jsonTopicReport,
  needsAll: true,
};

/** Renaming a file to /dev/stdout would replace the stream that the shell opened there. */
const STANDARD_OUTPUT: readonly string[] = ["-", "/dev/stdout"];

export type Formats<Format> = { readonly text: Format } & Readonly<Record<string, Format>>;

/** The reports of the gate that the flags ask for. */
export function parseReports({
  report,
  ...options
}: OutputOptions & { readonly report?: string | undefined }): Output[] {
  const only = report === undefined ? [] : [{ format: topicFormat, path: report }];
  return parseOutputs<ReportFormat>(options, reports, only);
}

/**
 * Adds a text report on standard output unless another report goes there or --quiet is set.
 *
 * @param more outputs requested by other flags
 */
export function parseOutputs<Format extends { readonly ending: string }>(
  { output = [], quiet }: OutputOptions,
  formats: Formats<Format>,
  more: readonly Output<Format>[] = [],
): Output<Format>[] {
  const outputs = [...output.map((text) => parseOutput(text, formats)), ...more];
  const toStdout = outputs.filter(({ path }) => path === undefined).length;
  if (toStdout > 1) {
    throw new UserError({
      what: "two reports go to standard output",
      where: "--output",
      next: "Write all but one of them to a file: --output json:report.json",
    });
  }
  if (toStdout === 0 && !quiet) outputs.unshift({ format: formats.text });
  refuseSamePath(outputs.flatMap(({ path }) => path ?? []));
  return outputs;
}

function parseOutput<Format extends { readonly ending: string }>(
  text: string,
  formats: Formats<Format>,
): Output<Format> {
  const colon = text.indexOf(":");
  const name = colon < 0 ? text : text.slice(0, colon);
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format === undefined) throw unknownName("output format", name, Object.keys(formats));
  const path = text.slice(colon + 1);
  if (colon >= 0 && path === "") {
    throw new UserError({
      what: `--output ${text} does not name a file`,
      next: `Write --output ${name}:report.${format.ending}, or --output ${name} for standard output.`,
    });
  }
  return colon < 0 || STANDARD_OUTPUT.includes(path) ? { format } : { format, path };
}

export interface Delivery {
  readonly showKeys: ShowKeys | undefined;
  readonly category?: string | undefined;
}

/** Shows keys in full only on a terminal, unless the user asks for something else. */
export async function deliver(
  outputs: readonly Output[],
  result: GateResult,
  { showKeys, category }: Delivery,
  io: Io,
): Promise<void> {
  await writeOutputs(outputs, io, (format, look) => {
    const mode = showKeys ?? (look.onTerminal ? "full" : "hash");
    const hint = showKeys === undefined && mode === "hash" ? HASHED : undefined;
    return render(format, result, { ...look, showKeys: mode, hint, category });
  });
}

interface Look {
  readonly onTerminal: boolean;
  readonly color: boolean;
  readonly width: number;
}

/** Renders each output for its destination and writes it. */
export async function writeOutputs<Format>(
  outputs: readonly Output<Format>[],
  { stdout, env }: Io,
  renderOne: (format: Format, look: Look) => Promise<string>,
): Promise<void> {
  const files: OutputFile[] = [];
  for (const { format, path } of outputs) {
    const text = await renderOne(format, {
      onTerminal: path === undefined && isForPerson(stdout, env),
      color: path === undefined && useColor(stdout, env),
      width: columnsOf(stdout),
    });
    if (path === undefined) stdout.write(text);
    else files.push({ path, content: text });
  }
  if (files.length > 0) (await import("#adapters/write-files.ts")).writeFiles(files);
}
