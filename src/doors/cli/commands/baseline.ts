import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { manual } from "../manual.ts";
import { withReadingFlags } from "../reading-flags.ts";
import {
  CONTRACTS,
  contractOption,
  keysOption,
  showKeysOption,
  topicOption,
} from "../shared-options.ts";

export const defineBaseline = () => {
  const command = new Command("baseline")
    .helpGroup("Judge:")
    .description("Writes the report that check --baseline compares with.")
    .argument(...CONTRACTS)
    .addOption(contractOption())
    .addOption(keysOption())
    .addOption(topicOption("include these topics only"))
    .option("-o, --output <path>", "file to write (default: skew_baseline.json)")
    .addOption(showKeysOption("hash"));
  return withReadingFlags(command).addHelpText("after", () =>
    manual({
      examples: [
        "skew-contract baseline                         then commit skew_baseline.json",
        "skew-contract check --baseline skew_baseline.json --fail-on new",
      ],
      page: "baseline.md",
    }),
  );
};

export type BaselineFlags = OptionsOf<typeof defineBaseline>;
