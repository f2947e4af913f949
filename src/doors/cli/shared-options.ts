import { showKeysModes } from "#core/reports/key-display.ts";
import { choice } from "#core/values/choice.ts";
import { Option } from "./commander.ts";
import { collect, valueOption } from "./option.ts";

/*
 * Options that several commands have, one by one. Groups of them are in files of their own.
 */

export const contractOption = () =>
  new Option(
    "-c, --contract <file>",
    "contract (default: skew_contract.yml here, then in .github/)",
  );

export const keysOption = () =>
  new Option("-k, --keys <[topic=]path>", "key file, glob, folder or -; repeatable").argParser(
    collect,
  );

export const showKeysOption = (byDefault: string) =>
  valueOption(
    "--show-keys <mode>",
    `full, hash or none (default: ${byDefault})`,
    choice(showKeysModes),
  );
