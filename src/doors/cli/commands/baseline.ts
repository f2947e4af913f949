import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { manual } from "../manual.ts";
import { withReadingFlags } from "../reading-flags.ts";
import { contractOption, keysOption, showKeysOption } from "../shared-options.ts";

export const defineBaseline = () => {
  const command = new Command("baseline")
    .helpGroup("Judge:")
    .description("Writes a report for later runs to be compared with by check --baseline.")
    .addOption(contractOption())
    .addOption(keysOption())
    .option("-t, --topic <name>", "this topic only")
    .option("-o, --output <path>", "where to (default: skew_baseline.json)")
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

export type BaselineOptions = OptionsOf<typeof defineBaseline>;
