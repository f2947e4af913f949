import { clients } from "../clients/clients.ts";
import type { FilePlace } from "../errors/place.ts";
import { UserError, UserErrors } from "../errors/user-error.ts";
import { coPartitionedPath, coPartitionedProblems, withJoined } from "./co-partitioned.ts";
import type { RawContract, TopicContract } from "./contract.ts";
import type { Problem } from "./problem.ts";
import { resolveTopics } from "./resolve.ts";
import { schemaProblems } from "./schema-problems.ts";
import { readWindow } from "./window-problems.ts";
import { type Region, YamlSource } from "./yaml-source.ts";

/** A contract file that is valid. */
export interface Contract {
  readonly topics: readonly TopicContract[];
  /** Where a field of a topic begins, or the topic's name. */
  whereIs(topic: string, field?: string): FilePlace;
  /** The value of a topic's field, inherited or not; the topic's name if it has no such field. */
  regionOf(topic: string, field?: string): Region;
}

/**
 * Reads a contract from its text.
 *
 * @param file the contract's name in error messages
 * @throws UserErrors with everything that is wrong, each with file:line:column
 */
export function parseContract(text: string, file = "skew_contract.yml"): Contract {
  const source = new YamlSource(text, file);
  if (source.errors.length > 0) throw new UserErrors(source.errors);
  const data = source.toData();
  const invalid = schemaProblems(data);
  const sound = withoutFields(data, invalid);
  const resolved = resolveTopics(sound, { clients, readWindow });
  const further = [
    ...resolved.flatMap((one): readonly Problem[] => one.problems),
    ...coPartitionedProblems(sound),
  ];
  const problems = [...invalid, ...further.filter((one) => !isCoveredBy(one, invalid))];
  if (problems.length > 0) throw asErrors(source, problems);
  const order = new Map(source.namesIn(["topics"]).map((name, index) => [name, index]));
  const topics = resolved.flatMap((one) =>
    "contract" in one ? [withPlaces(one.contract, source)] : [],
  );
  return {
    topics: withJoined(topics, sound).sort(
      (a, b) => (order.get(a.topic) ?? 0) - (order.get(b.topic) ?? 0),
    ),
    whereIs: (topic, field) =>
      source.locate(field === undefined ? ["topics", topic] : ["topics", topic, field], "key")
        .where,
    regionOf: (topic, field) => {
      const own = ["topics", topic, ...(field === undefined ? [] : [field])];
      const listed = field === "co_partitioned" ? coPartitionedPath(sound, topic) : undefined;
      const path = listed ?? writtenAt(source, own);
      const isField = field !== undefined && source.has(path);
      return source.locate(path, isField ? "value" : "key").region;
    },
  };
}

/** Producers with their places, for errors that only the keys show. */
function withPlaces(contract: TopicContract, source: YamlSource): TopicContract {
  const producerPlacements = contract.producerPlacements.map((one, i) => {
    const path = writtenAt(source, ["topics", contract.topic, "producers", String(i)]);
    return { ...one, where: source.locate(path, "value").where };
  });
  return { ...contract, producerPlacements };
}

/** The contract without the fields that the schema rejects, for the checks that follow it. */
function withoutFields(data: unknown, invalid: readonly Problem[]): RawContract {
  if (invalid.length === 0) return data as RawContract;
  const dropped = new Set(invalid.map(({ path }) => JSON.stringify(fieldPath(path))));
  const keep = (fields: unknown, path: readonly string[]): Record<string, unknown> => {
    const entries = typeof fields === "object" && fields !== null ? Object.entries(fields) : [];
    return Object.fromEntries(
      entries.filter(([name]) => !dropped.has(JSON.stringify([...path, name]))),
    );
  };
  const { defaults, topics, co_partitioned } = keep(data, []) as Partial<
    Record<"defaults" | "topics", unknown>
  > &
    Pick<RawContract, "co_partitioned">;
  const sound = Object.entries(keep(topics, ["topics"])).map(([topic, fields]) => {
    return [topic, keep(fields, ["topics", topic])];
  });
  return {
    version: 1,
    defaults: keep(defaults, ["defaults"]),
    topics: Object.fromEntries(sound),
    ...(co_partitioned && { co_partitioned }),
  };
}

/** The whole field that a problem is in: lists and blocks are dropped as a whole. */
function fieldPath(path: readonly string[]): readonly string[] {
  return path.slice(0, path[0] === "topics" ? 3 : path[0] === "defaults" ? 2 : 1);
}

/** Partitions are not reported missing if they are invalid, or if a misspelt field may be them. */
function isCoveredBy({ path }: Problem, invalid: readonly Problem[]): boolean {
  const isMissing = path.length === 2;
  return (
    isMissing &&
    invalid.some((one) => {
      const isNear = one.path[0] === "defaults" || one.path[1] === path[1];
      return isNear && (one.target === "key" || one.path.at(-1) === "partitions");
    })
  );
}

/** In file order; a problem that several topics inherit is reported once. */
function asErrors(source: YamlSource, problems: readonly Problem[]): UserErrors {
  const located = problems.map(({ path, target, what, next }) => {
    const { offset, where, excerpt } = source.locate(writtenAt(source, path), target);
    return { offset, error: new UserError({ what, next, where, excerpt }) };
  });
  located.sort((a, b) => a.offset - b.offset);
  const unique = new Map(located.map(({ error }) => [error.message, error]));
  return new UserErrors([...unique.values()]);
}

/** A field that the topic inherits is under `defaults`. */
function writtenAt(source: YamlSource, path: readonly string[]): readonly string[] {
  const inherited = ["defaults", ...path.slice(2)];
  const isInherited = path[0] === "topics" && path.length > 2 && !source.has(path);
  return isInherited && source.has(inherited) ? inherited : path;
}
