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
import { inherit } from "./inherit.ts";
import { keySources } from "./key-sources.ts";
import type { Problem, ProblemAt } from "./problem.ts";
import { producerLabel, producerProblems, topicPlacement, topicProducers } from "./producers.ts";
import type { ReadWindow, WindowFaults } from "./window-problems.ts";

/** A topic's contract with everything it inherits, or its problems. */
export type Resolved =
  | { readonly contract: TopicContract; readonly problems: readonly [] }
  | { readonly problems: readonly Problem[] };

/** Every topic of a contract that the schema accepted. */
export function resolveTopics({ topics, defaults = {} }: RawContract, known: Known): Resolved[] {
  return Object.entries(topics).map(([topic, raw]) =>
    resolveTopic(topic, inherit(defaults, raw), known),
  );
}

/** What fields may name or set. */
interface Known {
  readonly clients: ClientTable;
  /** Only if there may be windows. */
  readonly readWindow?: ReadWindow;
}

export function resolveTopic(
  topic: string,
  raw: RawTopic,
  { clients, readWindow }: Known,
): Resolved {
  const { window, faults = [] } = readWindow?.(withoutOff(raw)) ?? {};
  const path = ["topics", topic];
  const at = problemsBelow(path);
  const problems = [
    ...(raw.partitions === undefined ? [missingPartitions(path)] : []),
    ...faultyFields(raw, faults, at),
    ...producerProblems(raw, clients, at),
  ];
  const { partitions } = raw;
  if (problems.length > 0 || partitions === undefined) return { problems };
  const contract: TopicContract = {
    topic,
    partitions,
    ...placementOf(raw, clients),
    producer: raw.producer,
    keyType: raw.key_type ?? "string",
    keyFrame: raw.key_frame === "none" ? undefined : raw.key_frame,
    nullToken: raw.null_token,
    keys: keySources(raw.keys),
    sample: raw.sample,
    limits: limitsOf(raw),
    consumers: raw.consumers,
    assignor: raw.assignor,
    window,
    keySource: raw.key_source,
    severity: raw.severity ?? {},
    failOn: raw.fail_on ?? "any",
    tolerance: raw.tolerance ?? {},
  };
  return { contract, problems: [] };
}

function problemsBelow(path: readonly string[]): ProblemAt {
  return (field, what, next, item) => {
    const place = item === undefined ? [field] : [field, String(item)];
    return { path: [...path, ...place], target: "value", what, next };
  };
}

type PlacementFields =
  | "partitioner"
  | "isRecorded"
  | "emptyKey"
  | "hashedValues"
  | "producers"
  | "producerPlacements";

function placementOf(raw: RawTopic, clients: ClientTable): Pick<TopicContract, PlacementFields> {
  const producers = topicProducers(raw, clients);
  return {
    ...topicPlacement(raw, clients),
    producers: producers.map(producerLabel),
    producerPlacements: producers,
  };
}

function limitsOf(raw: RawTopic): TopicContract["limits"] {
  return Object.fromEntries(
    limitFields.flatMap((field) => (raw[field] === undefined ? [] : [[field, raw[field]]])),
  );
}

function faultyFields(raw: RawTopic, more: WindowFaults, at: ProblemAt): Problem[] {
  const { partitions } = raw;
  const limits =
    partitions === undefined ? [] : infeasibleLimits({ ...withoutOff(raw), partitions });
  return [
    ...[...limits, ...more].map(({ field, what, next }) => at(field, what, next)),
    ...consumersMissing(raw, at),
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
