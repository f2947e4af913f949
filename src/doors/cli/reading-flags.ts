import type { Command, OptionValues } from "./commander.ts";
import { withKeyFormatFlags } from "./key-format-flags.ts";
import { withResourceFlags } from "./resource-flags.ts";

/** Adds the flags for reading and counting key files. */
export function withReadingFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  const read = withKeyFormatFlags(command.optionsGroup("Key files:"));
  return withResourceFlags(read);
}
