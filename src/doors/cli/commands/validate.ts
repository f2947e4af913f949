import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { manual } from "../manual.ts";
import { contractOption } from "../shared-options.ts";

export const defineValidate = () =>
  new Command("validate")
    .helpGroup("Judge:")
    .description("Checks the contract file only. Every error names file:line:column.")
    .addOption(contractOption())
    .addHelpText("after", () =>
      manual({
        examples: [
          "skew-contract validate",
          "skew-contract validate --contract config/skew_contract.yml",
        ],
        notes:
          "Warns of limits that min_unique_keys keys can break by chance; the contract is valid then.",
        exitCodes: "0 the contract is valid, 2 it is not.",
        page: "contract.md",
      }),
    );

export type ValidateFlags = OptionsOf<typeof defineValidate>;
