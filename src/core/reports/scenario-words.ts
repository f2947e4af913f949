import type { Scenario } from "../simulations/what-if.ts";
import { plural } from "../text/format.ts";

const GROUPS = [
  { title: "Current settings", kinds: ["now"] },
  { title: "Other partition counts", kinds: ["partitions"] },
  { title: "Other partitioners", kinds: ["partitioner"] },
  { title: "Other numbers of consumers", kinds: ["consumers"] },
  { title: "The hottest keys separated", kinds: ["split", "salt"] },
] as const satisfies readonly { title: string; kinds: readonly Scenario["kind"][] }[];

/** Scenarios grouped under titles; empty groups are left out. */
export function scenarioGroups(scenarios: readonly Scenario[]) {
  return GROUPS.map(({ title, kinds }) => {
    return { title, own: scenarios.filter(({ kind }) => kinds.some((one) => one === kind)) };
  }).filter(({ own }) => own.length > 0);
}

/** What a scenario changes. */
export function scenarioName({
  kind,
  partitions,
  partitioner,
  consumers,
  salt,
  keys = 1,
}: Scenario): string {
  switch (kind) {
    case "now":
      return `${plural(partitions, "partition")}, ${partitioner}`;
    case "partitions":
      return plural(partitions, "partition");
    case "partitioner":
      return partitioner;
    case "consumers":
      return plural(consumers ?? 0, "consumer");
    case "split":
      return "The hottest key in its own topic";
    case "salt":
      return `${plural(keys, "key")} salted, ${salt} ways`;
  }
}
