import type { Flag, FlagValues } from "./flags.ts";
import type { Io } from "./io.ts";
import { keyFormatFlags } from "./key-format-flags.ts";
import { resourceFlags } from "./resource-flags.ts";

/** Flags under a title of their own in the help. */
interface FlagGroup {
  readonly title: string;
  readonly flags: readonly Flag[];
}

/** A command as it is parsed, run and shown in the help. */
export interface Command {
  readonly name: string;
  readonly description: string;
  /** For the list of all commands, where it is another. */
  readonly summary?: string;
  /** What stands without a flag: `<path...>` once or more, `[name]` once or not at all. */
  readonly operand?: { readonly name: string; readonly help: string };
  readonly flags: readonly Flag[];
  readonly moreFlags?: readonly FlagGroup[];
  readonly examples: string;
  run(values: FlagValues, operands: readonly string[], io: Io): Promise<0 | 1 | 2>;
}

/** Flags that every command knows. */
export const globalFlags: readonly Flag[] = [
  { flag: "-V, --version", help: "output the version number" },
  { flag: "-h, --help", help: "display help for command" },
];

export const contractFlag: Flag = {
  flag: "-c, --contract <file>",
  help: "contract (default: skew_contract.yml here, then in .github/)",
};

export const keysFlag: Flag = {
  flag: "-k, --keys <[topic=]path>",
  help: "key file, glob, folder or -; repeatable",
  repeatable: true,
};

/** How keys are read, for every command that reads those of `--keys`. */
export const readingFlags: readonly FlagGroup[] = [
  { title: "How the files of --keys are read", flags: keyFormatFlags },
  { title: "How much of the machine is used", flags: resourceFlags },
];
