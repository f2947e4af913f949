import type { ClientTable } from "../clients/clients.ts";
import { badDelimiter } from "../errors/messages.ts";
import { delimiterByte, delimiterBytes } from "../keys/delimiter.ts";
import { fieldsOf, formatByFields, givenFields, type KeyFormatName } from "../keys/formats.ts";
import type { KeyLocation } from "../keys/key-location.ts";
import {
  limitFields,
  type RawContract,
  type RawKeys,
  type RawTopic,
  type RuleId,
  type TopicContract,
} from "./contract.ts";
import { infeasibleLimits } from "./feasibility.ts";
import { keySources } from "./key-sources.ts";
import type { Problem, ProblemAt } from "./problem.ts";
import { producerLabel, producerProblems, topicPlacement, topicProducers } from "./producers.ts";

/** A topic's contract with everything it inherits, or its problems. */
export type Resolved =
  | { readonly contract: TopicContract; readonly problems: readonly [] }
  | { readonly problems: readonly Problem[] };

/** Every topic of a contract that the schema accepted. */
export function resolveTopics(
  { topics, defaults = {} }: RawContract,
  clients: ClientTable,
): Resolved[] {
  return Object.entries(topics).map(([topic, raw]) =>
    resolveTopic(topic, inherit(defaults, raw), clients),
  );
}

/** @param clients those that the fields may name */
export function resolveTopic(topic: string, raw: RawTopic, clients: ClientTable): Resolved {
  const problems = findProblems(raw, ["topics", topic], clients);
  const { partitions } = raw;
  if (problems.length > 0 || partitions === undefined) return { problems };
  const producers = topicProducers(raw, clients);
  const contract: TopicContract = {
    topic,
    partitions,
    ...topicPlacement(raw, clients),
    producers: producers.map(producerLabel),
    producerPlacements: producers,
    keyType: raw.key_type ?? "string",
    nullToken: raw.null_token,
    keys: keySources(raw.keys),
    sample: raw.sample,
    limits: Object.fromEntries(
      limitFields.flatMap((field) => (raw[field] === undefined ? [] : [[field, raw[field]]])),
    ),
    consumers: raw.consumers,
    keySource: raw.key_source,
    severity: raw.severity ?? {},
    failOn: raw.fail_on ?? "any",
    tolerance: raw.tolerance ?? {},
  };
  return { contract, problems: [] };
}

/** A topic with its own partitioner, producer or producers does not inherit the first two. */
function inherit(defaults: RawTopic, own: RawTopic): RawTopic {
  const { partitioner, producer, ...rest } = defaults;
  const isPlaced = [own.partitioner, own.producer, own.producers].some((one) => one !== undefined);
  return {
    ...(isPlaced ? rest : defaults),
    ...own,
    severity: { ...defaults.severity, ...own.severity },
    tolerance: { ...defaults.tolerance, ...own.tolerance },
  };
}

function findProblems(raw: RawTopic, path: readonly string[], clients: ClientTable): Problem[] {
  const at: ProblemAt = (field, what, next) => {
    return { path: [...path, field], target: "value", what, next };
  };
  const { partitions } = raw;
  const limits =
    partitions === undefined ? [] : infeasibleLimits({ ...withoutOff(raw), partitions });
  return [
    ...(partitions === undefined ? [missingPartitions(path)] : []),
    ...limits.map(({ field, what, next }) => at(field, what, next)),
    ...consumersMissing(raw, at),
    ...producerProblems(raw, clients, at),
    ...wrongKeyFields(raw.keys, at),
  ];
}

function missingPartitions(path: readonly string[]): Problem {
  const what = '"partitions" is missing';
  const next = "Add partitions: 48, with the topic's own count (kafka-topics --describe shows it).";
  return { path, target: "key", what, next };
}

function consumersMissing(raw: RawTopic, at: ProblemAt): Problem[] {
  if (raw.max_consumer_share === undefined || raw.consumers !== undefined) return [];
  const next = "Add consumers: 12, with the number of consumers that share the topic.";
  return [at("max_consumer_share", "max_consumer_share needs consumers", next)];
}

/** Leaves out the limits of rules that are off. */
function withoutOff(raw: RawTopic): RawTopic {
  const entries = Object.entries(raw);
  return Object.fromEntries(entries.filter(([field]) => raw.severity?.[field as RuleId] !== "off"));
}

function wrongKeyFields(keys: RawKeys | undefined, at: ProblemAt): Problem[] {
  return keySources(keys).flatMap(({ path, format, ...location }) => {
    const said = givenFields(location);
    const known = format ?? formatByFields(said) ?? "lines";
    const next =
      "column, count_column, delimiter and header are for csv and tsv; pointer, count_pointer and missing for json and jsonl; column and count_column are for parquet and avro too, delimiter for console, missing for kcat; partition_column, time_column and bytes_column are for all of these but console.";
    const isMixed = said.some((field) => !fieldsOf(known).includes(field));
    return [
      ...(isMixed ? [at("keys", "fields of two formats are mixed", next)] : []),
      ...wrongDelimiter(known, location.delimiter, at),
      ...wrongNumbers(location, at),
    ];
  });
}

function wrongDelimiter(
  format: KeyFormatName,
  delimiter: string | undefined,
  at: ProblemAt,
): Problem[] {
  if (delimiter === undefined) return [];
  const bytes = format === "console" ? delimiterBytes(delimiter) : delimiterByte(delimiter);
  const { what, next = "" } = badDelimiter(delimiter).parts;
  return bytes === undefined ? [at("keys", what, next)] : [];
}

function wrongNumbers(location: KeyLocation, at: ProblemAt): Problem[] {
  const { column, countColumn, header, partitionColumn, timeColumn, bytesColumn } = location;
  if ((countColumn as unknown) === true) {
    const next = "Name the column with the counts, or write false: each row is one record.";
    return [at("keys", "count_column is true, which names no column", next)];
  }
  const isNumber = (value: unknown) =>
    value === undefined || value === false || /^[1-9]\d*$/.test(String(value));
  const columns = [column, countColumn, partitionColumn, timeColumn, bytesColumn];
  if (header !== false || columns.every(isNumber)) return [];
  const next = "Without a header, columns are numbered from 1: column: 1.";
  return [at("keys", "a column is named, but there is no header", next)];
}
