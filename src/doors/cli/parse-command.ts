import { unknownName } from "#core/errors/messages.ts";
import { phrase } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { CommandUnknownOpts } from "./commander.ts";
import { type ParsedWords, parseWords } from "./parse.ts";

/**
 * Parses the arguments after a command's name into its options, and checks the operands.
 *
 * @param unexpected the error for an argument that the command does not accept
 * @throws UserError that points to the command's help
 */
export function parseCommand(
  command: CommandUnknownOpts,
  words: readonly string[],
  unexpected: (command: CommandUnknownOpts, word: string) => UserError = notTaken,
): ParsedWords {
  try {
    const parsed = parseWords(command, words);
    if (parsed.asksFor === undefined) refuseOperands(command, parsed.operands, unexpected);
    return parsed;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw withPointer(error, command);
  }
}

function withPointer({ details }: UserError, command: CommandUnknownOpts): UserError {
  const { next } = details;
  const pointer = `To see all flags, run: skew-contract ${command.name()} --help`;
  return new UserError({
    ...details,
    next: next === undefined ? pointer : phrase`${next} ${pointer}`,
  });
}

function notTaken(command: CommandUnknownOpts, word: string): UserError {
  return new UserError({ what: `${command.name()} does not accept the argument ${word}` });
}

/** Rejects missing, unexpected and unknown operands. */
function refuseOperands(
  command: CommandUnknownOpts,
  operands: readonly string[],
  unexpected: (command: CommandUnknownOpts, word: string) => UserError,
): void {
  const { registeredArguments } = command;
  const name = command.name();
  const most = registeredArguments.at(-1)?.variadic ? Infinity : registeredArguments.length;
  const extra = operands[most];
  if (extra !== undefined) throw unexpected(command, extra);
  const missing = registeredArguments[operands.length];
  if (missing?.required) {
    const dots = missing.variadic ? "..." : "";
    throw new UserError({ what: `${name} needs <${missing.name()}${dots}>` });
  }
  for (const [i, { argChoices }] of registeredArguments.entries()) {
    const word = operands[i];
    if (word === undefined || argChoices === undefined || argChoices.includes(word)) continue;
    throw unknownName(name, word, argChoices);
  }
}
