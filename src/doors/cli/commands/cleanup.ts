import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { withConnectionFlags } from "../connection-flags.ts";
import { manual } from "../manual.ts";

export const defineCleanup = () => {
  const command = new Command("cleanup")
    .helpGroup("Live:")
    .description(
      "Deletes topics and API keys that a crashed run has left behind, and nothing else.",
    );
  return withConnectionFlags(command)
    .option("--dry-run", "say what would be deleted")
    .option("--all-keys", "also API keys of other machines that are younger than a day")
    .option("--json", "print the result as JSON")
    .addHelpText("after", () =>
      manual({
        examples: [
          "skew-contract cleanup --dry-run",
          "skew-contract cleanup --config client.properties",
        ],
        exitCodes: "0 nothing is left behind, 1 something is, 2 it could not be found out.",
        page: "analyze.md",
      }),
    );
};

export type CleanupOptions = OptionsOf<typeof defineCleanup>;
