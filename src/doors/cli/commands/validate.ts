import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { manual } from "../manual.ts";
import { CONTRACTS, contractOption } from "../shared-options.ts";

export const defineValidate = () =>
  new Command("validate")
    .helpGroup("Judge:")
    .description("Checks contract files only. Every error names file:line:column.")
    .argument(...CONTRACTS)
    .addOption(contractOption())
    .addHelpText("after", () =>
      manual({
        examples: [
          "skew-contract validate",
          "skew-contract validate 'services/*/skew_contract.yml'",
        ],
        notes:
          "Warns of limits that min_unique_keys keys can break by chance; the contract is valid then.",
        exitCodes: "0 the contract is valid, 2 it is not.",
        page: "contract.md",
      }),
    );

export type ValidateFlags = OptionsOf<typeof defineValidate>;
