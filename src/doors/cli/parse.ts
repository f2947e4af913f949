import { UserError } from "#core/errors/user-error.ts";
import { didYouMean } from "#core/text/did-you-mean.ts";
import { clip } from "#core/text/printable.ts";
import { CommanderError, type CommandUnknownOpts, type Option } from "./commander.ts";
import { collect } from "./option.ts";

export interface ParsedWords {
  /** Words that belong to no flag. */
  readonly operands: readonly string[];
  /** A flag that every command knows, instead of running it. */
  readonly asksFor?: "help" | "version";
}

const MAX_SHOWN = 60;

/**
 * Reads the words after a command's name into its options.
 *
 * @throws UserError for what is no flag, lacks its value or is given twice: nothing is judged by
 * the last of two values alone
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

/** commander itself takes the last of several values. */
function refuseRepetition(command: CommandUnknownOpts): void {
  for (const option of command.options) {
    if (!option.required || option.parseArg === collect) continue;
    let given = 0;
    command.on(`option:${option.name()}`, () => {
      if (++given < 2) return;
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
    // It is the last flag: its value would be the next word.
    const last = words.at(-1) ?? "";
    const option = findOption(command, last.startsWith("--") ? last : `-${last.slice(-1)}`);
    throw new UserError({
      what: `${option === undefined ? last : `--${option.name()}`} lacks its value`,
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
    return new UserError({ what: `${name} takes no value`, next: `Write ${name} alone.` });
  }
  const known = command.options.flatMap(({ long }) => long ?? []);
  const hint = didYouMean(flag, [...known, "--help", "--version"]);
  return new UserError({ what: `unknown flag ${clip(flag, MAX_SHOWN)}${hint}` });
}
