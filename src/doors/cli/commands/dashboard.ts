import { count } from "#core/values/count.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { CONNECTION_GROUP, withConnectionFlags } from "../connection-flags.ts";
import { manual } from "../manual.ts";
import { valueOption } from "../option.ts";

export const defineDashboard = () => {
  const command = new Command("dashboard")
    .helpGroup("Live:")
    .summary("Shows distributions in a browser: gate, analyzer and recommender.")
    .description(
      "Serves a page on this machine alone: the gate on keys that you drop, the analyzer and the recommender.",
    )
    .addOption(
      valueOption(
        "--port <n>",
        "0 to 65535 (default: 0, any that is free)",
        count({ min: 0, max: 65_535 }),
      ),
    )
    .option("--open", "open it in the browser")
    .option("--demo", "without any cluster: the gate on sample data")
    .optionsGroup(CONNECTION_GROUP);
  return withConnectionFlags(command).addHelpText("after", () =>
    manual({
      examples: [
        "skew-contract dashboard --open",
        "skew-contract dashboard --demo",
        "skew-contract dashboard --config client.properties --port 8080",
      ],
      notes:
        "It prints an address with a secret in it, and serves until Ctrl+C, which also deletes what it made.",
      page: "dashboard.md",
    }),
  );
};

export type DashboardOptions = OptionsOf<typeof defineDashboard>;
