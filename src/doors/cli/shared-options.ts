import { showKeysModes } from "#core/reports/key-display.ts";
import { choice } from "#core/values/choice.ts";
import { Option } from "./commander.ts";
import { collect, valueOption } from "./option.ts";

/*
 * Single options that several commands share. Groups of options are in separate files.
 */

/** Contracts can be named by arguments too; the flag is for those who name other things. */
export const contractOption = () =>
  new Option(
    "-c, --contract <path>",
    "contract file, glob or folder (default: skew_contract.yml, then .github/skew_contract.yml); repeatable",
  ).argParser(collect);

export const topicOption = (help: string) =>
  new Option("-t, --topic <name>", `${help}: names or globs; repeatable`).argParser(collect);

/** The operand of commands that read contracts. */
export const CONTRACTS = [
  "[contract...]",
  "contract files, globs or folders, as --contract",
] as const;

export const keysOption = () =>
  new Option(
    "-k, --keys <[topic=]path>",
    "key file, glob, folder, or - for standard input; repeatable",
  ).argParser(collect);

export const showKeysOption = (byDefault: string) =>
  valueOption(
    "--show-keys <mode>",
    `full, hash or none (default: ${byDefault})`,
    choice(showKeysModes),
  );
