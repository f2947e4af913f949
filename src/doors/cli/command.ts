import type { Command, CommandUnknownOpts, OptionValues } from "./commander.ts";
import type { Io } from "./io.ts";

/** 0 and 1 as documented in the command's help; 2 if the command could not do its work. */
export type ExitCode = 0 | 1 | 2;

/** The option values of the flags that a function defines or adds. */
export type OptionsOf<Definition extends (...given: never[]) => { opts(): OptionValues }> =
  ReturnType<ReturnType<Definition>["opts"]>;

/** A command without options: `OptionsOf<typeof withSome<[], None>>` is what `withSome` adds. */
export type None = Record<never, never>;

/** A command with its flags set up, ready to be parsed, shown in help and run. */
export interface ReadyCommand {
  readonly command: CommandUnknownOpts;
  /** @param operands the arguments that are not flags or their values */
  run(operands: readonly string[], io: Io): Promise<ExitCode>;
}

/** Sets up a command. Called only for the command that runs, or for all of them to show help. */
export type SetUp = () => ReadyCommand;

/** Loads the code that sets up a command, which no other command needs. */
export type LoadCommand = () => Promise<SetUp>;

/** Combines a command's definition and its action; the action's options are inferred from it. */
export function defineCommand<Args extends unknown[], Options extends OptionValues>(
  define: () => Command<Args, Options>,
  action: (options: Options, operands: readonly string[], io: Io) => Promise<ExitCode>,
): SetUp {
  return () => {
    const command = define();
    return { command, run: (operands, io) => action(command.opts(), operands, io) };
  };
}
