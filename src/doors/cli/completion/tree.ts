import type { CommandUnknownOpts } from "../commander.ts";

/** A flag as shells complete it. */
export interface CompletedFlag {
  readonly short?: string | undefined;
  readonly long: string;
  readonly help: string;
  /** What follows: nothing, one of these names, the name of a file, or any text. */
  readonly value: "none" | "file" | "text" | readonly string[];
  readonly isRepeatable: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly help: string;
  readonly flags: readonly CompletedFlag[];
  /** What stands without a flag: one of these names, or files. */
  readonly operands: "none" | "file" | readonly string[];
}

export interface CompletionTree {
  readonly program: string;
  /** The first is the one that runs without a name. */
  readonly commands: readonly CompletedCommand[];
}

/** Names of values that are files, as the help shows them: `<file>`, `<[topic=]path>`. */
const FILE = /(?:file|path|\.json)(?:\.\.\.)?>$/;

/** What shells complete, from commander's own tree. */
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
