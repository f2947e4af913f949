import type { Variables } from "../cluster/environment-settings.ts";
import { textOf } from "../credentials/variables.ts";
import { UserError } from "../errors.ts";

/** A number that a flag or a variable gives; the flag counts where both do. */
export interface NumberSetting {
  readonly flag: string;
  /** The Python tool's. */
  readonly variable?: string;
  readonly otherwise: number;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  /** Whether K, M, G may follow, of 1024. */
  readonly isBytes?: boolean;
}

export type Flags = Readonly<Record<string, unknown>>;

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** The number, or undefined where none is given. @throws UserError */
export function numberOf(
  setting: NumberSetting,
  flags: Flags,
  variables: Variables,
): number | undefined {
  const given = flags[propertyOf(setting.flag)];
  const byVariable = setting.variable && textOf(variables, setting.variable);
  const text = given === undefined ? byVariable : String(given);
  if (text === undefined) return undefined;
  const value = parse(text, setting);
  if (value !== undefined) return value;
  throw notANumber(setting, given === undefined ? setting.variable : setting.flag);
}

function parse(text: string, { isBytes, isWhole, least, most }: NumberSetting) {
  const pattern = isBytes ? /^([\d_.]+(?:e\d+)?)([KMG]?)(?:i?B)?$/i : /^([\d_.]+(?:e\d+)?)()$/i;
  const [, digits = "", unit = ""] = pattern.exec(text.trim()) ?? [];
  const number = digits === "" ? Number.NaN : Number(digits.replaceAll("_", ""));
  const value = number * (UNITS[unit.toUpperCase()] ?? 1);
  const isRight = value >= least && value <= most && (!isWhole || Number.isInteger(value));
  return isRight ? value : undefined;
}

function notANumber(setting: NumberSetting, where: string | undefined): UserError {
  const { isBytes, isWhole, least, most, otherwise } = setting;
  const kind = isBytes ? "size in bytes, such as 26214400 or 25M," : "number";
  return new UserError({
    what: `it is not a ${isWhole ? "whole " : ""}${kind} from ${least} to ${most}`,
    where,
    next: `Leave it out for ${otherwise}.`,
  });
}

/** `--max-sample-records` → `maxSampleRecords` */
function propertyOf(flag: string): string {
  return flag.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
