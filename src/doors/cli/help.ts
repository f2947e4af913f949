import type { CommandUnknownOpts } from "./commander.ts";
import { allCommands, type CommandName, commands } from "./commands/index.ts";
import { columnsOf, type Io } from "./io.ts";
import { programWith } from "./program-tree.ts";

/** Minimum width of the help texts, in columns, on a narrow terminal. */
const MIN_TEXT = 20;

/** Prints the help of one command, or the overview of all commands. */
export async function help(name: CommandName | undefined, io: Io): Promise<0> {
  const program = await programWith(name === undefined ? allCommands() : [commands[name]]);
  show(name === undefined ? program : (program.commands[0] ?? program), io);
  return 0;
}

function show(command: CommandUnknownOpts, { stdout }: Io): void {
  command
    .configureHelp({
      minWidthToWrap: MIN_TEXT,
      // The descriptions already contain choices and defaults.
      optionDescription: ({ description }) => description,
      argumentDescription: ({ description }) => description,
      argumentTerm: (argument) => {
        const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
        return argument.required ? `<${name}>` : `[${name}]`;
      },
    })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      getOutHelpWidth: () => columnsOf(stdout),
      getOutHasColors: () => false,
    })
    .outputHelp();
}
