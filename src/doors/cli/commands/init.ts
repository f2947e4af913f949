import { count } from "#core/values/count.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { keyFrameOption, keyTypeOption, producerOption, sampleOption } from "../contract-flags.ts";
import { withKeyFormatFlags } from "../key-format-flags.ts";
import { manual } from "../manual.ts";
import { valueOption } from "../option.ts";

export const defineInit = () => {
  const command = new Command("init")
    .helpGroup("Prepare:")
    .description("Proposes a contract that today's keys satisfy. Never overwrites one.")
    .argument("<[topic=]path...>", "key files, globs or folders")
    .addOption(valueOption("--partitions <n>", "partition count of the topic", count()))
    .option("-c, --contract <file>", "file to write (default: skew_contract.yml)")
    .option("-t, --topic <name>", "topic for paths that do not name one (default: the file name)")
    .addOption(producerOption("client that writes the topic: java, librdkafka, sarama, …"))
    .addOption(keyTypeOption("serializer of the key"))
    .addOption(keyFrameOption())
    .addOption(sampleOption())
    .option(
      "--window <time>",
      "length of windows for max_window_share (default: by the records' times)",
    );
  return withKeyFormatFlags(command).addHelpText("after", () =>
    manual({
      examples: [
        "skew-contract init --partitions 48 user-events=build/keys.txt",
        "skew-contract init --partitions 12 --topic orders samples/*.csv",
      ],
      notes:
        "Proposed limits are above today's values and above what chance gives in nearly all later\nsamples. The documentation says how to choose stricter ones.",
      page: "choosing-limits.md",
    }),
  );
};

export type InitFlags = OptionsOf<typeof defineInit>;
