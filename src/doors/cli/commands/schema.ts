import { Argument, Command } from "../commander.ts";
import { manual } from "../manual.ts";

export const defineSchema = () =>
  new Command("schema")
    .helpGroup("Prepare:")
    .description("Prints the JSON Schema of the contract or of a JSON report.")
    .addArgument(
      new Argument(
        "[name]",
        "contract, report, analysis or recommendation (default: contract)",
      ).choices(["contract", "report", "analysis", "recommendation"]),
    )
    .addHelpText("after", () =>
      manual({
        examples: [
          "skew-contract schema > skew-contract.schema.json",
          "skew-contract schema report",
        ],
        page: "contract.md",
      }),
    );
