import { toolVersion } from "#run/version.ts";
import type { LoadCommand } from "./command.ts";
import { Command, type CommandUnknownOpts } from "./commander.ts";
import { manual } from "./manual.ts";

const about = {
  examples: [
    "skew-contract                                  judge keys against skew_contract.yml",
    "skew-contract init --partitions 48 user-events=build/keys.txt",
    "skew-contract check --help                     all flags of one command",
  ],
  exitCodes: "0 the contract is satisfied, 1 it is broken, 2 it could not be judged.",
};

/** The program with these commands and all their flags, for help and shell completion. */
export async function programWith(commands: readonly LoadCommand[]): Promise<CommandUnknownOpts> {
  const program = new Command("skew-contract")
    .description("A CI gate for Kafka partition keys: judges sampled keys by a contract, offline.")
    .version(toolVersion)
    .addHelpText("after", () => manual(about));
  for (const load of commands) program.addCommand((await load())().command);
  return program.commandsGroup("Other:").helpCommand("help [command]", "Shows help for a command.");
}
