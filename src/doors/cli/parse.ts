import { UserError } from "#core/errors/user-error.ts";
import { didYouMean } from "#core/text/did-you-mean.ts";
import { clip } from "#core/text/printable.ts";
import { CommanderError, type CommandUnknownOpts, type Option } from "./commander.ts";
import { collect } from "./option.ts";

export interface ParsedWords {
  /** Arguments that are not flags or their values. */
  readonly operands: readonly string[];
  /** Set if a flag asks for this instead of running the command. */
  readonly asksFor?: "help" | "version";
}

const MAX_SHOWN = 60;

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
      throw new UserError({ what: `--${option.name()} is given twice`, next: "Give it once." });
    });
  }
}

function parseOptions(command: CommandUnknownOpts, words: readonly string[]) {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  try {
    return command.parseOptions([...words]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // The flag without a value is the last argument.
    const last = words.at(-1) ?? "";
    const option = findOption(command, last.startsWith("--") ? last : `-${last.slice(-1)}`);
    throw new UserError({
      what: `${option === undefined ? last : `--${option.name()}`} needs a value`,
      next: `Write ${option?.flags ?? last}.`,
    });
  }
}

function findOption({ options }: CommandUnknownOpts, flag: string): Option | undefined {
  return options.find(({ short, long }) => short === flag || long === flag);
}

function unknownFlag(flag: string, command: CommandUnknownOpts): UserError {
  const [name = ""] = flag.split("=", 1);
  if (findOption(command, name) !== undefined) {
    return new UserError({ what: `${name} takes no value`, next: `Write only ${name}.` });
  }
  const known = command.options.flatMap(({ long }) => long ?? []);
  const hint = didYouMean(flag, [...known, "--help", "--version"]);
  return new UserError({ what: `unknown flag ${clip(flag, MAX_SHOWN)}${hint}` });
}
