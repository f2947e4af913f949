import type { RuleId } from "../contract/contract.ts";
import type { TopicResult } from "../judge.ts";
import { notSimulated } from "../simulations/simulation.ts";
import type { Scenario } from "../simulations/what-if.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { joined } from "../text/joined.ts";
import { printable } from "../text/printable.ts";
import type { KeyNames } from "./key-names.ts";
import { checkedRules } from "./rule-values.ts";

const GROUPS = [
  { title: "Current settings", kinds: ["now"] },
  { title: "Other partition counts", kinds: ["partitions"] },
  { title: "Other partitioners", kinds: ["partitioner"] },
  { title: "Other numbers of consumers", kinds: ["consumers"] },
  { title: "The hottest keys separated", kinds: ["split", "salt"] },
  { title: "The next schema id", kinds: ["schema-id"] },
] as const satisfies readonly { title: string; kinds: readonly Scenario["kind"][] }[];

/** Kinds of changes, in the order in which the conclusion names the first of each, and what others are called. */
const KINDS = [
  { kind: "split", noun: undefined },
  { kind: "salt", noun: "salt" },
  { kind: "partitions", noun: "count" },
  { kind: "partitioner", noun: "partitioner" },
  { kind: "consumers", noun: "number" },
] as const satisfies readonly { kind: Scenario["kind"]; noun: string | undefined }[];
/** Characters of a key. */
const MAX_KEY = 23;

/** Scenarios grouped under titles; empty groups are left out. */
export function scenarioGroups(scenarios: readonly Scenario[]) {
  return GROUPS.map(({ title, kinds }) => {
    return { title, own: scenarios.filter(({ kind }) => kinds.some((one) => one === kind)) };
  }).filter(({ own }) => own.length > 0);
}

/** What a scenario changes. */
export function scenarioName(scenario: Scenario, names: KeyNames): string {
  const { kind, partitions, partitioner, consumers, salt, schemaId } = scenario;
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
      return `${hottestNames(scenario, names)} in another topic`;
    case "schema-id":
      return `Schema id ${schemaId}`;
    case "salt":
      return `${hottestNames(scenario, names)} salted, ${salt} ways`;
  }
}

/** `"US"`, or `"US" and 2 more`; without names, `The hottest key`, or `The 3 hottest keys`. */
function hottestNames({ hottest = [] }: Scenario, names: KeyNames): string {
  const [first] = hottest;
  const name = first === undefined ? null : names.nameOf(first, MAX_KEY);
  const others = hottest.length - 1;
  if (name === null) return others > 0 ? `The ${hottest.length} hottest keys` : "The hottest key";
  return others > 0 ? `"${printable(name)}" and ${others} more` : `"${printable(name)}"`;
}

/** Whether a rule with a limit can be broken at all. */
export function hasLimits(result: TopicResult): boolean {
  return checkedRules(result).length > 0;
}

/** What of all this would help, in a sentence; another one if some limits are not answered by it. */
export function conclusion(result: TopicResult, names: KeyNames): string {
  const others = notSimulated(result);
  const rest = others.length === 0 ? "" : ` Limits on ${joined(others)} are not simulated.`;
  return `${conclusionOnRecords(result, names)}${rest}`;
}

function conclusionOnRecords(result: TopicResult, names: KeyNames): string {
  const { scenarios = [], contract } = result;
  const others = scenarios.filter(({ kind, consumers }) => {
    return kind !== "now" && (kind !== "consumers" || consumers !== contract.consumers);
  });
  if (!hasLimits(result)) return mostEven(scenarios, names);
  const warned = warnedByAll(result);
  const isWarned = (rule: RuleId) => warned.includes(rule);
  const lead =
    warned.length === 0
      ? "The contract"
      : `Apart from the warning of ${joined(warned)}, the contract`;
  const keeping = others.filter(({ broken }) => broken.every(isWarned));
  if (result.findings.every(({ rule }) => isWarned(rule))) {
    return `${lead} holds with the current settings${andOthers(keeping.length, others.length)}.`;
  }
  if (keeping.length > 0) {
    const changes = keeping.length > 1 ? "any one of these changes" : "this change";
    return `${lead} would hold with ${changes}: ${changesByKind(keeping, names)}.`;
  }
  const always = brokenByAll(scenarios);
  const rest = always.length === 0 ? "" : `: every one of them breaks ${joined(always)}`;
  return `No single change meets the contract${rest}.`;
}

function andOthers(keeping: number, others: number): string {
  if (others === 0) return "";
  if (keeping === 0) return `, but with none of the ${whole(others)} others`;
  return `, and with ${keeping === others ? "all" : `${whole(keeping)} of the`} ${whole(others)} others`;
}

/** One change of each kind, and how many others there are: `13 partitions (or 4 other counts)`. */
function changesByKind(keeping: readonly Scenario[], names: KeyNames): string {
  const kinds = KINDS.flatMap(({ kind, noun }) => {
    const [first, ...others] = keeping.filter((one) => one.kind === kind);
    if (first === undefined) return [];
    const name = changeName(first, names);
    const isOnly = others.length === 0 || noun === undefined;
    return [isOnly ? name : `${name} (or ${plural(others.length, `other ${noun}`)})`];
  });
  return kinds.join("; ");
}

/** The same within a sentence. */
function changeName(scenario: Scenario, names: KeyNames): string {
  if (scenario.kind === "now") return "the current settings";
  if (scenario.kind === "partitioner") return `partitioner ${scenario.partitioner}`;
  return scenarioName(scenario, names).replace(/^The/, "the");
}

function mostEven(scenarios: readonly Scenario[], names: KeyNames): string {
  const [even] = [...scenarios].sort((a, b) => a.spread.gini - b.spread.gini);
  if (even === undefined) return "";
  const { maxPartitionShare, gini } = even.spread;
  return `No limit is set. The most even of these: ${changeName(even, names)} (max share ${percent(maxPartitionShare)}, Gini ${decimal(gini)}).`;
}

/** Warnings that no change prevents, and that do not break the contract. */
function warnedByAll({ scenarios = [], findings }: TopicResult): RuleId[] {
  const always = brokenByAll(scenarios);
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return warnings.map(({ rule }) => rule).filter((rule) => always.includes(rule));
}

function brokenByAll(scenarios: readonly Scenario[]): RuleId[] {
  const [first, ...rest] = scenarios;
  return (first?.broken ?? []).filter((rule) => rest.every(({ broken }) => broken.includes(rule)));
}
