import { count } from "#core/values/count.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { CONNECTION_GROUP, withConnectionFlags } from "../connection-flags.ts";
import { manual } from "../manual.ts";
import { valueOption } from "../option.ts";

export const defineDashboard = () => {
  const command = new Command("dashboard")
    .helpGroup("Live:")
    .summary("Runs the gate, the analyzer and the recommender in a browser.")
    .description(
      "Serves a page to this machine only: the gate for key files that you drop on it, the analyzer and the recommender.",
    )
    .addOption(
      valueOption(
        "--port <n>",
        "port to listen on (default: 0, any free port)",
        count({ min: 0, max: 65_535 }),
      ),
    )
    .option("--open", "open the page in your browser")
    .option("--demo", "show the gate with sample data, without a cluster")
    .optionsGroup(CONNECTION_GROUP);
  return withConnectionFlags(command).addHelpText("after", () =>
    manual({
      examples: [
        "skew-contract dashboard --open",
        "skew-contract dashboard --demo",
        "skew-contract dashboard --config client.properties --port 8080",
      ],
      notes:
        "dashboard prints an address that contains a secret. Ctrl+C stops it and deletes what it created.",
      page: "dashboard.md",
    }),
  );
};

export type DashboardFlags = OptionsOf<typeof defineDashboard>;
