import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { withConnectionFlags } from "../connection-flags.ts";
import { manual } from "../manual.ts";

export const defineCleanup = () => {
  const command = new Command("cleanup")
    .helpGroup("Live:")
    .description("Deletes only the topics and API keys that a crashed run left behind.");
  return withConnectionFlags(command)
    .option("--dry-run", "list what would be deleted")
    .option("--all-keys", "include API keys from other machines that are less than a day old")
    .option("--json", "print the result as JSON")
    .addHelpText("after", () =>
      manual({
        examples: [
          "skew-contract cleanup --dry-run",
          "skew-contract cleanup --config client.properties",
        ],
        exitCodes: "0 nothing is left, 1 something is left, 2 the check could not be completed.",
        page: "analyze.md",
      }),
    );
};

export type CleanupCommandFlags = OptionsOf<typeof defineCleanup>;
