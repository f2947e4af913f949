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
  if (invalid.length > 0) throw asErrors(source, invalid);
  const resolved = resolveTopics(data as RawContract);
  const problems = resolved.flatMap((one): readonly Problem[] => one.problems);
  if (problems.length > 0) throw asErrors(source, problems);
  return {
    topics: resolved.flatMap((one) => ("contract" in one ? [one.contract] : [])),
    whereIs: (topic, field) =>
      source.locate(field === undefined ? ["topics", topic] : ["topics", topic, field], "key")
        .where,
  };
}

function asErrors(source: YamlSource, problems: readonly Problem[]): UserErrors {
  const located = problems.map(({ path, target, what, next }) => {
    const { offset, where, excerpt } = source.locate(writtenAt(source, path), target);
    return { offset, error: new UserError({ what, next, where, excerpt }) };
  });
  located.sort((a, b) => a.offset - b.offset);
  return new UserErrors(located.map(({ error }) => error));
}

/** A topic's field that it does not have itself stands under `defaults`. */
function writtenAt(source: YamlSource, path: readonly string[]): readonly string[] {
  const inherited = ["defaults", ...path.slice(2)];
  const isInherited = path[0] === "topics" && path.length > 2 && !source.has(path);
  return isInherited && source.has(inherited) ? inherited : path;
}
