import { explanations } from "#core/reports/index.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { withContractFlags } from "../contract-flags.ts";
import { manual } from "../manual.ts";
import { outputOption } from "../option.ts";
import { withReadingFlags } from "../reading-flags.ts";
import {
  CONTRACTS,
  contractOption,
  keysOption,
  showKeysOption,
  topicOption,
} from "../shared-options.ts";

export const defineExplain = () => {
  const command = new Command("explain")
    .helpGroup("Judge:")
    .description(
      "Shows how the keys would spread with other partition counts, partitioners and salts.",
    )
    .argument(...CONTRACTS)
    .addOption(contractOption())
    .addOption(keysOption())
    .addOption(topicOption("explain these topics only"))
    .addOption(outputOption(Object.keys(explanations)))
    .addOption(showKeysOption("full on a terminal, hash elsewhere and in CI"));
  return withContractFlags(withReadingFlags(command)).addHelpText("after", () =>
    manual({
      examples: [
        "skew-contract explain --topic orders",
        "skew-contract explain --keys build/keys.txt --partitions 48 --max-share 0.08",
        "skew-contract explain --output json:what-if.json",
      ],
      page: "reports.md",
    }),
  );
};

export type ExplainFlags = OptionsOf<typeof defineExplain>;
