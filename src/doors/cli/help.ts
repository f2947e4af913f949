import { wrap } from "#core/text/wrap.ts";
import { type Command, globalFlags } from "./command.ts";
import { commands } from "./commands.ts";
import type { Flag } from "./flags.ts";
import { columnsOf, type Io } from "./io.ts";

type Row = readonly [term: string, text: string];
type Section = readonly [title: string, rows: readonly Row[]];

/** Columns of text that stay on a narrow terminal. */
const MIN_TEXT = 20;
const ABOUT = "A CI gate for Kafka partition keys: keys + contract → verdict, offline.";
const EXAMPLES = `Examples:
  $ skew-contract                                  judge by the contract here
  $ skew-contract init --partitions 48 user-events=build/keys.txt
  $ skew-contract check --help                     all about judging`;

/** Prints what there is to know of one command, or what commands there are. */
export function help(command: Command | undefined, { stdout }: Io): 0 {
  const width = columnsOf(stdout);
  stdout.write(command === undefined ? overview(width) : about(command, width));
  return 0;
}

function overview(width: number): string {
  const rows = commands.map((one): Row => [usageOf(one), one.summary ?? one.description]);
  const all: Section[] = [
    ["Options", globalFlags.map(rowOf)],
    ["Commands", [...rows, ["help [command]", "display help for command"]]],
  ];
  return page("[options] [command]", ABOUT, all, EXAMPLES, width);
}

function about(command: Command, width: number): string {
  const { description, operand, flags, moreFlags = [], examples } = command;
  const help = globalFlags.filter(({ flag }) => flag.endsWith("--help"));
  const all: Section[] = [
    ["Arguments", operand === undefined ? [] : [[operand.name, operand.help]]],
    ["Options", [...flags, ...help].map(rowOf)],
    ...moreFlags.map(({ title, flags: more }): Section => [title, more.map(rowOf)]),
  ];
  return page(usageOf(command), description, all, examples, width);
}

function usageOf({ name, flags, operand }: Command): string {
  const parts = [name, ...(flags.length > 0 ? ["[options]"] : []), operand?.name ?? ""];
  return parts.join(" ").trimEnd();
}

function rowOf({ flag, help }: Flag): Row {
  return [flag, help];
}

function page(
  usage: string,
  description: string,
  sections: readonly Section[],
  examples: string,
  width: number,
): string {
  const shown = sections.filter(([, rows]) => rows.length > 0);
  const column = Math.max(...shown.flatMap(([, rows]) => rows.map(([term]) => term.length))) + 4;
  const blocks = shown.map(([title, rows]) => {
    const lines = rows.flatMap(([term, text]) =>
      wrap(text, Math.max(MIN_TEXT, width - column)).map(
        (line, i) => (i === 0 ? `  ${term}` : "").padEnd(column) + line,
      ),
    );
    return [`${title}:`, ...lines].join("\n");
  });
  return `${[`Usage: skew-contract ${usage}`, description, ...blocks, examples].join("\n\n")}\n`;
}
