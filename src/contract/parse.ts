import { UserError, UserErrors } from "../errors.ts";
import type { RawContract, TopicContract } from "./contract.ts";
import type { Problem } from "./problem.ts";
import { resolveTopics } from "./resolve.ts";
import { schemaProblems } from "./schema-problems.ts";
import { YamlSource } from "./yaml-source.ts";

/** A contract file, read whole and found right. */
export interface Contract {
  readonly topics: readonly TopicContract[];
  /** `file:line:column` of a field of a topic, or of the topic's name. */
  whereIs(topic: string, field?: string): string;
}

/**
 * Reads a contract from its text.
 *
 * @param file how the contract is called in error messages
 * @throws UserErrors with everything that is wrong, each with file:line:column
 */
export function parseContract(text: string, file = "skew_contract.yml"): Contract {
  const source = new YamlSource(text, file);
  if (source.errors.length > 0) throw new UserErrors(source.errors);
  const data = source.toData();
  const invalid = schemaProblems(data);
  const resolved = resolveTopics(withoutInvalid(data, invalid));
  const problems = [...invalid, ...resolved.flatMap((one): readonly Problem[] => one.problems)];
  if (problems.length > 0) throw asErrors(source, problems);
  const order = new Map(source.namesIn(["topics"]).map((name, index) => [name, index]));
  const topics = resolved.flatMap((one) => ("contract" in one ? [one.contract] : []));
  return {
    topics: topics.sort((a, b) => (order.get(a.topic) ?? 0) - (order.get(b.topic) ?? 0)),
    whereIs: (topic, field) =>
      source.locate(field === undefined ? ["topics", topic] : ["topics", topic, field], "key")
        .where,
  };
}

/** The topics that the schema found nothing wrong with, for the checks beyond it. */
function withoutInvalid(data: unknown, invalid: readonly Problem[]): RawContract {
  if (invalid.length === 0) return data as RawContract;
  const isWhole = invalid.every(({ path }) => path[0] === "topics" && path.length > 1);
  if (!isWhole) return { version: 1, topics: {} };
  const bad = new Set(invalid.map(({ path }) => path[1]));
  const contract = data as RawContract;
  const good = Object.entries(contract.topics).filter(([topic]) => !bad.has(topic));
  return { ...contract, topics: Object.fromEntries(good) };
}

/** In the order of the file; one fault that several topics inherit is told once. */
function asErrors(source: YamlSource, problems: readonly Problem[]): UserErrors {
  const located = problems.map(({ path, target, what, next }) => {
    const { offset, where, excerpt } = source.locate(writtenAt(source, path), target);
    return { offset, error: new UserError({ what, next, where, excerpt }) };
  });
  located.sort((a, b) => a.offset - b.offset);
  const unique = new Map(located.map(({ error }) => [error.message, error]));
  return new UserErrors([...unique.values()]);
}

/** A topic's field that it does not have itself stands under `defaults`. */
function writtenAt(source: YamlSource, path: readonly string[]): readonly string[] {
  const inherited = ["defaults", ...path.slice(2)];
  const isInherited = path[0] === "topics" && path.length > 2 && !source.has(path);
  return isInherited && source.has(inherited) ? inherited : path;
}
