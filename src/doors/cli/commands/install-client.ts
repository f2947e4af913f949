import { Command } from "../commander.ts";
import { manual } from "../manual.ts";

export const defineInstallClient = () =>
  new Command("install-client")
    .helpGroup("Live:")
    .description("Installs Kafka's native client, which live commands need, into the user's cache.")
    .option("--force", "even where it is installed, such as to build it again")
    .addHelpText("after", () =>
      manual({ examples: ["skew-contract install-client"], page: "analyze.md" }),
    );
