import { toolVersion } from "#run/version.ts";
import type { LoadCommand } from "./command.ts";
import { Command, type CommandUnknownOpts } from "./commander.ts";
import { manual } from "./manual.ts";

const about = {
  examples: [
    "skew-contract                                  judge by the contract here",
    "skew-contract init --partitions 48 user-events=build/keys.txt",
    "skew-contract check --help                     all about judging",
  ],
  exitCodes: "0 the contract holds, 1 it is broken, 2 it could not be judged.",
};

/** Some commands, or all of them, with all flags: what help and shell completion show. */
export async function programWith(commands: readonly LoadCommand[]): Promise<CommandUnknownOpts> {
  const program = new Command("skew-contract")
    .description("A CI gate for Kafka partition keys: keys + contract → verdict, offline.")
    .version(toolVersion)
    .addHelpText("after", () => manual(about));
  for (const load of commands) program.addCommand((await load())().command);
  return program.commandsGroup("Other:").helpCommand("help [command]", "display help for command");
}
