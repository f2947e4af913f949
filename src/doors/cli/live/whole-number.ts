import { UserError } from "#core/errors/user-error.ts";

interface Range {
  readonly flag: string;
  readonly least: number;
  readonly most: number;
}

/** The whole number of a flag; undefined where it is not given. */
export function wholeNumber(text: string | undefined, { flag, least, most }: Range) {
  if (text === undefined) return undefined;
  const number = Number(text.replaceAll("_", ""));
  if (/^[\d_]+$/.test(text) && number >= least && number <= most) return number;
  throw new UserError({
    what: `${flag} ${text} is not a whole number from ${least} to ${most}`,
    next: `Write ${flag} ${Math.min(Math.max(least, 100), most)}, for example.`,
  });
}
