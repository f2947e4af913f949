import { failOnModes } from "#core/contract/contract.ts";
import { reports } from "#core/reports/index.ts";
import { choice } from "#core/values/choice.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { withContractFlags } from "../contract-flags.ts";
import { manual } from "../manual.ts";
import { collect, outputOption, valueOption } from "../option.ts";
import { withReadingFlags } from "../reading-flags.ts";
import {
  CONTRACTS,
  contractOption,
  keysOption,
  showKeysOption,
  topicOption,
} from "../shared-options.ts";

const about = {
  examples: [
    "skew-contract                                  judge keys against skew_contract.yml",
    "skew-contract check --keys build/keys.txt      keys for a contract with one topic",
    "skew-contract check --keys orders=o.csv --keys users=u.jsonl.gz",
    "skew-contract check --output json:report.json",
    `skew-contract check --topic user-events --keys build/keys.txt \\
      --partitions 48 --max-share 0.08 --max-gini 0.15 --min-unique 20000 \\
      --report skew_report.json                    without a contract file`,
  ],
  exitCodes: "0 the contract is satisfied, 1 it is broken, 2 it could not be judged.",
  page: "reports.md",
};

export const defineCheck = () => {
  const command = new Command("check")
    .helpGroup("Judge:")
    .summary("Judges sampled keys against the contract (the default command).")
    .description("Judges sampled keys against the contract.")
    .argument(...CONTRACTS)
    .addOption(contractOption())
    .addOption(keysOption())
    .addOption(topicOption("judge these topics only"))
    .addOption(outputOption(Object.keys(reports)))
    .option("--report <path>", "write the JSON report of a single topic")
    .addOption(showKeysOption("full on a terminal, hash elsewhere and in CI"))
    .option("--push-gateway <url>", "push the measures to a Prometheus Pushgateway")
    .option("--category <name>", "distinguishes several SARIF analyses of one commit")
    .option("-q, --quiet", "print only errors")
    .optionsGroup("Baseline:")
    .option("--baseline <report.json>", "compare with the JSON report of an earlier run")
    .option("--baseline-keys <[topic=]path>", "compare with earlier keys; repeatable", collect)
    .addOption(
      valueOption(
        "--fail-on <mode>",
        "any broken rule, new or worse ones only, or never (default: the contract's fail_on, or any)",
        choice(failOnModes),
      ),
    );
  return withContractFlags(withReadingFlags(command)).addHelpText("after", () => manual(about));
};

export type CheckFlags = OptionsOf<typeof defineCheck>;
