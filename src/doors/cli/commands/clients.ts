import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { manual } from "../manual.ts";
import { outputOption } from "../option.ts";

export const defineClients = () =>
  new Command("clients")
    .helpGroup("Prepare:")
    .description("Lists the clients that a contract can name, and how each places keys by default.")
    .addOption(outputOption(["text", "json"]))
    .addHelpText("after", () =>
      manual({
        examples: ["skew-contract clients", "skew-contract clients --output json"],
        page: "partitioners.md",
      }),
    );

export type ClientsFlags = OptionsOf<typeof defineClients>;
