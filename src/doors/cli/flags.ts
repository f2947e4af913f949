import { parseArgs } from "node:util";
import { UserError } from "#core/errors/user-error.ts";
import { didYouMean } from "#core/text/did-you-mean.ts";
import { clip } from "#core/text/printable.ts";

/** A flag as the help shows it: `-c, --contract <file>`, or `--quiet` without a value. */
export interface Flag {
  readonly flag: string;
  readonly help: string;
  readonly repeatable?: boolean;
}

/** Values by the flags' names, `--max-share` as `maxShare`; a list where the flag is repeatable. */
export type FlagValues = Partial<Record<string, unknown>>;

export interface ParsedFlags {
  readonly values: FlagValues;
  /** Words that belong to no flag. */
  readonly operands: readonly string[];
}

/** `--max-share <share>` → `maxShare` */
export function propertyOf(flag: string): string {
  return nameOf(flag).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `-c, --contract <file>` → `contract` */
function nameOf(flag: string): string {
  return /--([^ ]+)/.exec(flag)?.[1] ?? "";
}

/**
 * Flags and all other words of a command line.
 *
 * @throws UserError for what is no flag, lacks its value or is given twice: nothing is judged by
 * the last of two values alone
 */
export function parseFlags(args: readonly string[], flags: readonly Flag[]): ParsedFlags {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(flags.map(asOption)),
    strict: false,
    tokens: true,
  });
  const byName = new Map(flags.map((flag) => [nameOf(flag.flag), flag]));
  const values: FlagValues = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const flag = byName.get(token.name);
    if (flag === undefined) throw unknownFlag(token.rawName, [...byName.keys()]);
    const property = propertyOf(flag.flag);
    values[property] = addedTo(flag, token.value, values[property]);
  }
  return { values, operands };
}

function asOption({ flag }: Flag) {
  const type = takesValue(flag) ? ("string" as const) : ("boolean" as const);
  const short = /^-(.),/.exec(flag)?.[1];
  return [nameOf(flag), short === undefined ? { type } : { type, short }];
}

function addedTo({ flag, repeatable }: Flag, value: string | undefined, earlier: unknown): unknown {
  const name = `--${nameOf(flag)}`;
  if (!takesValue(flag)) {
    if (value === undefined) return true;
    throw new UserError({ what: `${name} takes no value`, next: `Write ${name} alone.` });
  }
  if (value === undefined) {
    throw new UserError({ what: `${name} lacks its value`, next: `Write ${flag}.` });
  }
  if (repeatable) return Array.isArray(earlier) ? [...earlier, value] : [value];
  if (earlier === undefined) return value;
  throw new UserError({ what: `${name} is given twice`, next: "Give it once." });
}

function takesValue(flag: string): boolean {
  return flag.endsWith(">");
}

function unknownFlag(flag: string, names: readonly string[]): UserError {
  const hint = didYouMean(
    flag,
    names.map((name) => `--${name}`),
  );
  return new UserError({
    what: `unknown flag ${clip(flag, 60)}${hint}`,
    next: "Run skew-contract --help for what there is.",
  });
}
