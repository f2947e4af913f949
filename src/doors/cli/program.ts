import { unknownName } from "#core/errors/messages.ts";
import { toolVersion } from "#run/version.ts";
import type { ReadyCommand } from "./command.ts";
import { type CommandName, commands, isCommand } from "./commands/index.ts";
import { type Io, isForPerson } from "./io.ts";
import { unexpectedWord } from "./operand-messages.ts";
import { parseCommand } from "./parse-command.ts";

const DEFAULT: CommandName = "check";
/** What may follow `help` to ask about `help` itself. */
const HELP_WORDS: readonly (string | undefined)[] = ["help", "--help", "-h"];

/**
 * Runs one command line and returns its exit code: 0 satisfied, 1 broken, 2 could not be judged,
 * above 128 interrupted by a signal.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [first = "", second] = args;
  let ready: ReadyCommand | undefined;
  try {
    if (first === "help") return await help(HELP_WORDS.includes(second) ? undefined : second, io);
    const name = isCommand(first) ? first : undefined;
    ready = (await commands[name ?? DEFAULT]())();
    return await parseAndRun(ready, { args, name, io });
  } catch (error) {
    if (isInterruption(error)) return error.exitCode;
    const showKeys: unknown = ready?.command.getOptionValue("showKeys");
    const isShown = showKeys === undefined && isForPerson(io.stderr, io.env);
    const { showError } = await import("./show-error.ts");
    showError(error, io, showKeys === "full" || isShown);
    return 2;
  }
}

/** Compares the name, because the class is loaded only by live commands. */
function isInterruption(error: unknown): error is { exitCode: number } {
  return error instanceof Error && error.name === "Interrupted" && "exitCode" in error;
}

interface Typed {
  readonly args: readonly string[];
  /** Undefined if no command is named. */
  readonly name: CommandName | undefined;
  readonly io: Io;
}

async function parseAndRun({ command, run: start }: ReadyCommand, { args, name, io }: Typed) {
  const words = name === undefined ? args : args.slice(1);
  const refuse = (word: string) =>
    unexpectedWord(word, command.getOptionValue("keys") !== undefined, Object.keys(commands));
  const { operands, asksFor } = parseCommand(
    command,
    words,
    name === undefined ? refuse : undefined,
  );
  if (asksFor === "help") return help(name, io);
  if (asksFor === "version") return version(io);
  return start(operands, io);
}

async function help(name: string | undefined, io: Io): Promise<0> {
  if (name !== undefined && !isCommand(name)) {
    throw unknownName("command", name, Object.keys(commands));
  }
  const { help: show } = await import("./help.ts");
  return show(name, io);
}

function version({ stdout }: Io): 0 {
  stdout.write(`${toolVersion}\n`);
  return 0;
}
