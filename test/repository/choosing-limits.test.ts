import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as quantiles from "#core/contract/hashing-quantiles.ts";
import { giniQuantile } from "#core/measures/gini-quantile.ts";
import { shareQuantile } from "#core/measures/share-quantile.ts";
import { roundUp } from "#core/text/significant.ts";
import { limitsTables } from "../../scripts/trust/limits-tables.mjs";
import { root } from "../e2e/cli.ts";

it("docs/choosing-limits.md has the tables that the code gives", () => {
  const page = readFileSync(`${root}docs/choosing-limits.md`, "utf8");
  const core = { ...quantiles, giniQuantile, shareQuantile, roundUp };
  const tables = Object.entries(limitsTables(core));
  expect(tables).toHaveLength(3);
  for (const [name, lines] of tables) {
    expect(page, "run node scripts/choosing-limits.mjs").toContain(
      `<!-- ${name} -->\n\n${lines.join("\n")}\n`,
    );
  }
});
