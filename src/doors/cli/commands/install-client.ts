import { Command } from "../commander.ts";
import { manual } from "../manual.ts";

export const defineInstallClient = () =>
  new Command("install-client")
    .helpGroup("Live:")
    .description("Installs the native Kafka client, which analyze needs, in your cache folder.")
    .option("--force", "reinstall it, for example to build it again")
    .addHelpText("after", () =>
      manual({ examples: ["skew-contract install-client"], page: "analyze.md" }),
    );
