import { CommanderError, type CommandUnknownOpts } from "./commander.ts";
import { collect } from "./option.ts";
import { givenTwice, noValue, unknownFlag } from "./parse-errors.ts";

export interface ParsedWords {
  /** Arguments that are not flags or their values. */
  readonly operands: readonly string[];
  /** Set if a flag asks for this instead of running the command. */
  readonly asksFor?: "help" | "version";
}

/**
 * Parses the arguments after a command's name into its options.
 *
 * @throws UserError for an unknown flag, a missing value, or two values of a flag: using only
 * the last of two values could judge by the wrong one
 */
export function parseWords(command: CommandUnknownOpts, words: readonly string[]): ParsedWords {
  refuseRepetition(command);
  const { operands, unknown } = parseOptions(command, words);
  const asked = (...flags: string[]) => unknown.some((word) => flags.includes(word));
  if (asked("-h", "--help")) return { operands, asksFor: "help" };
  if (asked("-V", "--version")) return { operands, asksFor: "version" };
  const [flag] = unknown;
  if (flag !== undefined) throw unknownFlag(flag, command);
  return { operands };
}

/** commander would use the last of several values. The same value again is harmless. */
function refuseRepetition(command: CommandUnknownOpts): void {
  for (const option of command.options) {
    if (!option.required || option.parseArg === collect) continue;
    let first: string | undefined;
    command.on(`option:${option.name()}`, (value: string) => {
      first ??= value;
      if (value === first) return;
      throw givenTwice(option);
    });
  }
}

function parseOptions(command: CommandUnknownOpts, words: readonly string[]) {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  try {
    return command.parseOptions([...words]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw noValue(command, words.at(-1));
  }
}
