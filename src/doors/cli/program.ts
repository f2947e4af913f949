import { existsSync } from "node:fs";
import { unknownName } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { toolVersion } from "#run/version.ts";
import { check as defaultCommand } from "./check-command.ts";
import { type Command, globalFlags } from "./command.ts";
import { type FlagValues, type ParsedFlags, parseFlags } from "./flags.ts";
import { type Io, isForPerson } from "./io.ts";
import { showError } from "./show-error.ts";

/**
 * Runs one command line; the exit code: 0 holds, 1 broken, 2 could not judge, 128 and more
 * interrupted by a signal.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let values: FlagValues = {};
  try {
    const [first, second] = args;
    if (first === "help") return await help(await commandNamed(second), io);
    const command = await findCommand(first);
    const words = command === undefined ? args : args.slice(1);
    const parsed = parseFlags(words, flagsOf(command ?? defaultCommand));
    values = parsed.values;
    if (values.help) return await help(command, io);
    if (values.version) return version(io);
    return await start(command ?? defaultCommand, parsed, io);
  } catch (error) {
    if (isInterruption(error)) return error.exitCode;
    const { showKeys } = values;
    showError(
      error,
      io,
      showKeys === "full" || (showKeys === undefined && isForPerson(io.stderr, io.env)),
    );
    return 2;
  }
}

/** Told by its name: what throws it is loaded only where a cluster is talked to. */
function isInterruption(error: unknown): error is { exitCode: number } {
  return error instanceof Error && error.name === "Interrupted" && "exitCode" in error;
}

/** Other commands than the default one are loaded when a word may name one. */
async function findCommand(word: string | undefined): Promise<Command | undefined> {
  if (word === undefined || word.startsWith("-")) return undefined;
  if (word === defaultCommand.name) return defaultCommand;
  const { commands } = await import("./commands.ts");
  return commands.find(({ name }) => name === word);
}

async function help(command: Command | undefined, io: Io): Promise<0> {
  const { help: show } = await import("./help.ts");
  return show(command, io);
}

async function start(
  command: Command,
  { values, operands }: ParsedFlags,
  io: Io,
): Promise<0 | 1 | 2> {
  const { name, operand } = command;
  const next = `Run skew-contract ${name} --help for what it takes.`;
  const most = operand === undefined ? 0 : operand.name.includes("...") ? Infinity : 1;
  const extra = operands[most];
  if (extra !== undefined && command === defaultCommand) {
    throw await unexpectedWord(extra, values);
  }
  if (extra !== undefined) throw new UserError({ what: `${name} does not take ${extra}`, next });
  if (operand?.name.startsWith("<") && operands.length === 0) {
    throw new UserError({ what: `${name} lacks ${operand.name}`, next });
  }
  return command.run(values, operands, io);
}

function flagsOf({ flags, moreFlags = [] }: Command) {
  return [...flags, ...moreFlags.flatMap((group) => group.flags), ...globalFlags];
}

function version({ stdout }: Io): 0 {
  stdout.write(`${toolVersion}\n`);
  return 0;
}

/** The default command also gets what was meant as the name of another one. */
async function unexpectedWord(word: string, { keys }: FlagValues): Promise<UserError> {
  if (keys === undefined && !existsSync(word)) return unknownCommand(word);
  return new UserError({
    what: `${word} belongs to no flag`,
    next: `Repeat --keys for each file, or quote a glob, so that the shell leaves it alone: --keys '*.txt'.`,
  });
}

async function commandNamed(word: string | undefined): Promise<Command | undefined> {
  if (word === undefined) return undefined;
  const command = await findCommand(word);
  if (command === undefined) throw await unknownCommand(word);
  return command;
}

async function unknownCommand(word: string): Promise<UserError> {
  const { commands } = await import("./commands.ts");
  return unknownName(
    "command",
    word,
    commands.map(({ name }) => name),
  );
}
