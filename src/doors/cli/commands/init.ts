import { count } from "#core/values/count.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { keyTypeOption, producerOption } from "../contract-flags.ts";
import { withKeyFormatFlags } from "../key-format-flags.ts";
import { manual } from "../manual.ts";
import { valueOption } from "../option.ts";

export const defineInit = () => {
  const command = new Command("init")
    .helpGroup("Prepare:")
    .description("Proposes a contract that today's keys hold; never overwrites one.")
    .argument("<[topic=]path...>", "key files, globs or folders")
    .addOption(valueOption("--partitions <n>", "the topic's partition count", count()))
    .option("-c, --contract <file>", "where to write it (default: skew_contract.yml)")
    .option("-t, --topic <name>", "topic of paths without one (default: the file's name)")
    .addOption(producerOption("the client that writes the topic"))
    .addOption(keyTypeOption("the key's serializer"));
  return withKeyFormatFlags(command).addHelpText("after", () =>
    manual({
      examples: [
        "skew-contract init --partitions 48 user-events=build/keys.txt",
        "skew-contract init --partitions 12 --topic orders samples/*.csv",
      ],
      page: "contract.md",
    }),
  );
};

export type InitOptions = OptionsOf<typeof defineInit>;
