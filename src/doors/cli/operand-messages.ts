import { existsSync } from "node:fs";
import { unknownName } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";

const MORE_KEYS =
  "Repeat --keys for each file, or quote a glob so that the shell does not expand it: --keys '*.txt'.";

/** An argument where no command is named: usually a misspelled one. */
export function unexpectedWord(
  word: string,
  hasKeys: boolean,
  commands: readonly string[],
): UserError {
  const isFile = existsSync(word);
  if (isFile && /\.ya?ml$/i.test(word)) {
    const next = `To judge keys by this contract, run \`skew-contract check ${word}\`.`;
    return new UserError({ what: `${word} is not a command`, next });
  }
  if (!hasKeys && !isFile) return unknownName("command", word, commands);
  return new UserError({ what: `${word} does not belong to a flag`, next: MORE_KEYS });
}

/** An argument of a command that reads contracts. */
export function notContract(word: string): UserError {
  return new UserError({
    what: `${word} is neither a contract, whose name ends in .yml, nor a folder`,
    next: `For key files: ${MORE_KEYS}`,
  });
}

export function severalTopics(): UserError {
  return new UserError({
    what: "--topic is given twice",
    next: "Without a contract file there is one topic: give --topic once.",
  });
}
