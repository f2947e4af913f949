import { existsSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { unknownName } from "../catalogue.ts";
import { UserError } from "../errors.ts";
import { type CheckOptions, check as runCheck } from "./check.ts";
import { contractFlags } from "./contract-flags.ts";
import type { InitOptions } from "./init.ts";
import type { Io } from "./io.ts";
import { keyFormatFlags } from "./key-format-flags.ts";
import { showError } from "./show-error.ts";

declare const SKEW_CONTRACT_VERSION: string;

const CHECK_EXAMPLES = `
Examples:
  $ skew-contract                                  judge by skew_contract.yml here or under .github/
  $ skew-contract check --keys build/keys.txt      the keys of the contract's only topic
  $ skew-contract check --keys orders=o.csv --keys users=u.jsonl.gz
  $ skew-contract check --output json:report.json
  $ skew-contract check --topic user-events --keys build/keys.txt \\
      --partitions 48 --max-share 0.08 --max-gini 0.15 --min-unique 20000 \\
      --report skew_report.json                    without a contract file

Exit codes: 0 the contract holds, 1 it is broken, 2 it could not be judged.`;

const EXAMPLES = `
Examples:
  $ skew-contract                                  judge by the contract here
  $ skew-contract init --partitions 48 user-events=build/keys.txt
  $ skew-contract check --help                     all about judging`;

const VALIDATE_EXAMPLES = `
Examples:
  $ skew-contract validate
  $ skew-contract validate --contract config/skew_contract.yml`;

const SCHEMA_EXAMPLES = `
Examples:
  $ skew-contract schema > skew-contract.schema.json
  $ skew-contract schema report`;

const CONTRACT_HELP = "contract (default: skew_contract.yml here, then in .github/)";

const INIT_EXAMPLES = `
Examples:
  $ skew-contract init --partitions 48 user-events=build/keys.txt
  $ skew-contract init --partitions 12 --topic orders samples/*.csv`;

/** Runs one command line; the exit code: 0 holds, 1 broken, 2 could not judge. */
export async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  let code: 0 | 1 | 2 = 0;
  const program = buildProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has printed its own message, help included.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { showKeys } = program.commands[0]?.opts() ?? {};
    showError(
      error,
      io,
      showKeys === "full" || (showKeys === undefined && io.stderr.isTTY === true),
    );
    return 2;
  }
}

function buildProgram(io: Io, done: (code: 0 | 1) => void): Command {
  const program = new Command("skew-contract")
    .description("A CI gate for Kafka partition keys: keys + contract → verdict, offline.")
    .version(SKEW_CONTRACT_VERSION, "-V, --version")
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("Run skew-contract --help for what there is.")
    .exitOverride();
  addCheck(program, io, done);
  addOthers(program, io, done);
  return program;
}

function addCheck(program: Command, io: Io, done: (code: 0 | 1) => void): void {
  const check = program
    .command("check", { isDefault: true })
    .summary("Judges sampled keys by the contract (the default command).")
    .description("Judges sampled keys by the contract.")
    .option("-c, --contract <file>", CONTRACT_HELP, once("--contract"))
    .option("-k, --keys <[topic=]path>", "key file, glob, folder or -; repeatable", collect)
    .option("-t, --topic <name>", "judge this topic only", once("--topic"))
    .option("-o, --output <format[:path]>", "text or json; repeatable", collect)
    .option("--report <path>", "write the JSON report of the only topic", once("--report"))
    .option("--show-keys <mode>", "full, hash or none (default: full on a terminal, else hash)")
    .option("-q, --quiet", "print nothing but errors")
    .addHelpText("after", CHECK_EXAMPLES)
    .allowExcessArguments()
    .action(async (options: CheckOptions, command: Command) => {
      // The default command also gets what was meant as the name of another one.
      const [extra] = command.args;
      if (extra !== undefined) throw unexpectedArgument(extra, options, namesOf(program));
      done(await runCheck(options, io));
    });
  check.optionsGroup("How the files of --keys are read:");
  for (const { flag, help } of keyFormatFlags) check.option(flag, help, once(flag));
  check.optionsGroup("Without a contract file:");
  for (const { flag, help } of contractFlags) check.option(flag, help, once(flag));
}

function addOthers(program: Command, io: Io, done: (code: 0) => void): void {
  addValidate(program, io, done);
  addSchema(program, io, done);
  addInit(program, io, done);
}

function addValidate(program: Command, io: Io, done: (code: 0) => void): void {
  program
    .command("validate")
    .description("Checks the contract alone, with every error at file:line:column.")
    .option("-c, --contract <file>", CONTRACT_HELP, once("--contract"))
    .addHelpText("after", VALIDATE_EXAMPLES)
    .action(async (options: { contract?: string }) => {
      const { validate } = await import("./validate.ts");
      done(validate(options, io));
    });
}

function addSchema(program: Command, io: Io, done: (code: 0) => void): void {
  program
    .command("schema")
    .description("Prints the JSON Schema of the contract (or of the JSON report).")
    .argument("[name]", "contract or report", "contract")
    .addHelpText("after", SCHEMA_EXAMPLES)
    .action(async (name: string) => {
      const { schema } = await import("./schema.ts");
      done(schema(name, io));
    });
}

function addInit(program: Command, io: Io, done: (code: 0) => void): void {
  const init = program
    .command("init")
    .description("Proposes a contract that today's keys hold; never overwrites one.")
    .argument("<[topic=]path...>", "key files, globs or folders")
    .requiredOption("--partitions <n>", "the topic's partition count")
    .option("-c, --contract <file>", "where to write it", "skew_contract.yml")
    .option("-t, --topic <name>", "topic of paths without one (default: the file's name)")
    .option("--producer <client>", "the client that writes the topic")
    .option("--key-type <type>", "the key's serializer")
    .addHelpText("after", INIT_EXAMPLES)
    .action(async (paths: string[], options: InitOptions) => {
      const { init: run } = await import("./init.ts");
      done(await run(paths, options, io));
    });
  for (const { flag, help } of keyFormatFlags) init.option(flag, help);
}

/** A value that is given twice is a slip: nothing is judged by the last one alone. */
function once(flag: string): (value: string, earlier?: string) => string {
  return (value, earlier) => {
    if (earlier === undefined) return value;
    const [name] = flag.split(" ");
    throw new UserError({ what: `${name} is given twice`, next: "Give it once." });
  };
}

function unexpectedArgument(extra: string, { keys }: CheckOptions, commands: string[]): UserError {
  if (keys === undefined && !existsSync(extra)) return unknownName("command", extra, commands);
  return new UserError({
    what: `${extra} belongs to no flag`,
    next: `Repeat --keys for each file, or quote a glob, so that the shell leaves it alone: --keys '*.txt'.`,
  });
}

function namesOf(program: Command): string[] {
  return program.commands.map((command) => command.name());
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
