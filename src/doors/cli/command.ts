import type { Command, CommandUnknownOpts, OptionValues } from "./commander.ts";
import type { Io } from "./io.ts";

/** 0 and 1 as each command's help says; 2 could not judge. */
export type ExitCode = 0 | 1 | 2;

/** What the flags give that a function defines or adds. */
export type OptionsOf<Definition extends (...given: never[]) => { opts(): OptionValues }> =
  ReturnType<ReturnType<Definition>["opts"]>;

/** Of a command without any: `OptionsOf<typeof withSome<[], None>>` is what withSome adds. */
export type None = Record<never, never>;

/** A command whose flags are set up: ready to be parsed, shown and run. */
export interface ReadyCommand {
  readonly command: CommandUnknownOpts;
  /** @param operands the words that belong to no flag */
  run(operands: readonly string[], io: Io): Promise<ExitCode>;
}

/** Sets up a command; only for the one that runs, or for help on all of them. */
export type SetUp = () => ReadyCommand;

/** Loads what sets a command up, which no other command needs. */
export type LoadCommand = () => Promise<SetUp>;

/** A command of its definition and its action, which gets what the definition infers. */
export function defineCommand<Args extends unknown[], Options extends OptionValues>(
  define: () => Command<Args, Options>,
  action: (options: Options, operands: readonly string[], io: Io) => Promise<ExitCode>,
): SetUp {
  return () => {
    const command = define();
    return { command, run: (operands, io) => action(command.opts(), operands, io) };
  };
}
