import { showKeysModes } from "#core/reports/key-display.ts";
import { choice } from "#core/values/choice.ts";
import { Option } from "./commander.ts";
import { collect, valueOption } from "./option.ts";

/*
 * Single options that several commands share. Groups of options are in separate files.
 */

export const contractOption = () =>
  new Option(
    "-c, --contract <file>",
    "contract file (default: skew_contract.yml, then .github/skew_contract.yml)",
  );

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
