import type { CommandUnknownOpts } from "../commander.ts";

/** A flag for shell completion. */
export interface CompletedFlag {
  readonly short?: string | undefined;
  readonly long: string;
  readonly help: string;
  /** Its value: none, one of these names, a file name, or any text. */
  readonly value: "none" | "file" | "text" | readonly string[];
  readonly isRepeatable: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly help: string;
  readonly flags: readonly CompletedFlag[];
  /** Its operands: none, one of these names, or file names. */
  readonly operands: "none" | "file" | readonly string[];
}

export interface CompletionTree {
  readonly program: string;
  /** The first is the default command. */
  readonly commands: readonly CompletedCommand[];
}

/** Matches values that help shows as files: `<file>`, `<[topic=]path>`. */
const FILE = /(?:file|path|\.json)(?:\.\.\.)?>$/;

/** The completions for a program, from commander's commands. */
export function completionTree(program: CommandUnknownOpts): CompletionTree {
  const commands = program.createHelp().visibleCommands(program);
  return { program: program.name(), commands: commands.map((one) => completed(one, program)) };
}

function completed(command: CommandUnknownOpts, program: CommandUnknownOpts): CompletedCommand {
  const flags = command.createHelp().visibleOptions(command);
  const isHelp = command.name() === "help";
  return {
    name: command.name(),
    help: command.summary() || command.description(),
    flags: flags.map(({ short, long = "", description, flags: text, argChoices, ...option }) => ({
      short,
      long,
      help: description,
      value: followedBy(text, argChoices),
      isRepeatable: option.required && description.endsWith("repeatable"),
    })),
    operands: isHelp ? program.commands.map((one) => one.name()) : operandsOf(command),
  };
}

function followedBy(flags: string, choices: readonly string[] = []): CompletedFlag["value"] {
  if (!flags.endsWith(">")) return "none";
  if (choices.length > 0) return choices;
  return FILE.test(flags) ? "file" : "text";
}

function operandsOf({ registeredArguments }: CommandUnknownOpts): CompletedCommand["operands"] {
  const [first] = registeredArguments;
  if (first === undefined) return "none";
  return first.argChoices ?? "file";
}
