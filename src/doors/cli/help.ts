import type { CommandUnknownOpts } from "./commander.ts";
import { allCommands, type CommandName, commands } from "./commands/index.ts";
import { columnsOf, type Io } from "./io.ts";
import { programWith } from "./program-tree.ts";

/** Columns of text that stay on a narrow terminal. */
const MIN_TEXT = 20;

/** Prints what there is to know of one command, or what commands there are. */
export async function help(name: CommandName | undefined, io: Io): Promise<0> {
  const program = await programWith(name === undefined ? allCommands() : [commands[name]]);
  show(name === undefined ? program : (program.commands[0] ?? program), io);
  return 0;
}

function show(command: CommandUnknownOpts, { stdout }: Io): void {
  command
    .configureHelp({
      minWidthToWrap: MIN_TEXT,
      // Descriptions name choices and defaults themselves.
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
