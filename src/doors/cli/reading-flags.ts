import type { Command, OptionValues } from "./commander.ts";
import { withKeyFormatFlags } from "./key-format-flags.ts";
import { withResourceFlags } from "./resource-flags.ts";

/** Adds the flags that say how the files of --keys are read and counted. */
export function withReadingFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  const read = withKeyFormatFlags(command.optionsGroup("How the files of --keys are read:"));
  return withResourceFlags(read);
}
