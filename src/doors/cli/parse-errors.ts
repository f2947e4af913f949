import { UserError } from "#core/errors/user-error.ts";
import { didYouMean } from "#core/text/did-you-mean.ts";
import { clip } from "#core/text/printable.ts";
import type { CommandUnknownOpts, Option } from "./commander.ts";

const MAX_SHOWN = 60;

/** @param last the last argument, which is the flag without a value */
export function noValue(command: CommandUnknownOpts, last = ""): UserError {
  const option = findOption(command, last.startsWith("--") ? last : `-${last.slice(-1)}`);
  return new UserError({
    what: `${option === undefined ? last : `--${option.name()}`} needs a value`,
    next: `Write ${option?.flags ?? last}.`,
  });
}

export function givenTwice(option: Option): UserError {
  return new UserError({ what: `--${option.name()} is given twice`, next: "Give it once." });
}

export function unknownFlag(flag: string, command: CommandUnknownOpts): UserError {
  const [name = ""] = flag.split("=", 1);
  if (findOption(command, name) !== undefined) {
    return new UserError({ what: `${name} takes no value`, next: `Write only ${name}.` });
  }
  const known = command.options.flatMap(({ long }) => long ?? []);
  const hint = didYouMean(flag, [...known, "--help", "--version"]);
  return new UserError({ what: `unknown flag ${clip(flag, MAX_SHOWN)}${hint}` });
}

function findOption({ options }: CommandUnknownOpts, flag: string): Option | undefined {
  return options.find(({ short, long }) => short === flag || long === flag);
}
