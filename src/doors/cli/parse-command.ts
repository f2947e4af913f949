import { unknownName } from "#core/errors/messages.ts";
import { phrase } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { CommandUnknownOpts } from "./commander.ts";
import { type ParsedWords, parseWords } from "./parse.ts";

/**
 * Parses the arguments after a command's name into its options, and checks the operands.
 *
 * @param refuse the error for the first operand, if there may be none
 * @throws UserError that points to the command's help
 */
export function parseCommand(
  command: CommandUnknownOpts,
  words: readonly string[],
  refuse?: (word: string) => UserError,
): ParsedWords {
  try {
    const parsed = parseWords(command, words);
    if (parsed.asksFor === undefined) refuseOperands(command, parsed.operands, refuse);
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

/** Rejects missing, unexpected and unknown operands. */
function refuseOperands(
  command: CommandUnknownOpts,
  operands: readonly string[],
  refuse: ((word: string) => UserError) | undefined,
): void {
  const { registeredArguments } = command;
  const name = command.name();
  const [first] = operands;
  if (refuse !== undefined && first !== undefined) throw refuse(first);
  const most = registeredArguments.at(-1)?.variadic ? Infinity : registeredArguments.length;
  const extra = operands[most];
  if (extra !== undefined) {
    throw new UserError({ what: `${name} does not accept the argument ${extra}` });
  }
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
