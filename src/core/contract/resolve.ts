import { clients, placementOf } from "../clients/clients.ts";
import { badDelimiter } from "../errors/messages.ts";
import { unpredictableParts } from "../errors/partitioner-messages.ts";
import { delimiterByte, delimiterBytes } from "../keys/delimiter.ts";
import { fieldsOf, formatByFields, givenFields, type KeyFormatName } from "../keys/formats.ts";
import type { KeyLocation } from "../keys/key-location.ts";
import { partitionerFor } from "../partitioners/index.ts";
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
import type { Problem } from "./problem.ts";

/** A topic's contract with everything it inherits, or its problems. */
export type Resolved =
  | { readonly contract: TopicContract; readonly problems: readonly [] }
  | { readonly problems: readonly Problem[] };

/** Every topic of a contract that the schema accepted. */
export function resolveTopics({ topics, defaults = {} }: RawContract): Resolved[] {
  return Object.entries(topics).map(([topic, raw]) =>
    resolveTopic(topic, inherit(defaults, raw), ["topics", topic]),
  );
}

/** `path` leads to the topic's fields; problems point below it. */
export function resolveTopic(topic: string, raw: RawTopic, path: readonly string[]): Resolved {
  const problems = findProblems(raw, path);
  const { partitions } = raw;
  if (problems.length > 0 || partitions === undefined) return { problems };
  const contract: TopicContract = {
    topic,
    partitions,
    ...placement(raw),
    producers: raw.producers ?? [],
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

type ProblemAt = (field: keyof RawTopic, what: string, next: string) => Problem;

function findProblems(raw: RawTopic, path: readonly string[]): Problem[] {
  const at: ProblemAt = (field, what, next) => {
    return { path: [...path, field], target: "value", what, next };
  };
  const { partitions } = raw;
  const limits =
    partitions === undefined ? [] : infeasibleLimits({ ...withoutOff(raw), partitions });
  return [
    ...(partitions === undefined ? [missingPartitions(path)] : []),
    ...limits.map(({ field, what, next }) => at(field, what, next)),
    ...contradictions(raw, at),
    ...keylessClients(raw, at),
    ...unpredictablePlaces(raw, at),
    ...wrongKeyFields(raw.keys, at),
  ];
}

function missingPartitions(path: readonly string[]): Problem {
  const what = '"partitions" is missing';
  const next = "Add partitions: 48, with the topic's own count (kafka-topics --describe shows it).";
  return { path, target: "key", what, next };
}

function contradictions(raw: RawTopic, at: ProblemAt): Problem[] {
  const { partitioner, producer, producers = [] } = raw;
  const problems: Problem[] = [];
  if (partitioner !== undefined && producer !== undefined) {
    const next =
      "Keep producer if it uses its default partitioner; keep partitioner if another one is configured.";
    problems.push(at("producer", "both partitioner and producer are set", next));
  }
  if (producer !== undefined && producers.length > 0 && !producers.includes(producer)) {
    const what = `producer ${producer} is not among producers`;
    problems.push(at("producer", what, `Add ${producer} to producers, or remove producer.`));
  }
  if (raw.max_consumer_share !== undefined && raw.consumers === undefined) {
    const next = "Add consumers: 12, with the number of consumers that share the topic.";
    problems.push(at("max_consumer_share", "max_consumer_share needs consumers", next));
  }
  return problems;
}

/** Leaves out the limits of rules that are off. */
function withoutOff(raw: RawTopic): RawTopic {
  const entries = Object.entries(raw);
  return Object.fromEntries(entries.filter(([field]) => raw.severity?.[field as RuleId] !== "off"));
}

function keylessClients(raw: RawTopic, at: ProblemAt): Problem[] {
  const named = [
    ...(raw.producer === undefined ? [] : [{ field: "producer" as const, name: raw.producer }]),
    ...(raw.producers ?? []).map((name) => ({ field: "producers" as const, name })),
  ];
  return named.flatMap(({ field, name }) => {
    const client = clients[name];
    if (!("ignoresKeys" in client)) return [];
    const what = `by default, ${name} ignores keys: ${client.ignoresKeys}`;
    const next =
      field === "producer"
        ? "Replace producer with the partitioner that your producer is configured to use."
        : `Remove ${name} from producers, and set partitioner to the one it is configured to use.`;
    return [at(field, what, next)];
  });
}

/** Partitioners that cannot place keys of the topic's type. */
function unpredictablePlaces(raw: RawTopic, at: ProblemAt): Problem[] {
  const { key_type: keyType = "string", producers = [] } = raw;
  const names = [placement(raw), ...producers.map(placementOf)].map((one) => one?.partitioner);
  const wrong = names.find((name) => name && partitionerFor(name, keyType) === undefined);
  if (wrong === undefined) return [];
  const { what, next } = unpredictableParts(wrong, keyType);
  return [at("key_type", what, next)];
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

function placement(raw: RawTopic): Pick<TopicContract, "partitioner" | "emptyKey"> {
  const client = raw.producer ?? (raw.partitioner === undefined ? raw.producers?.[0] : undefined);
  const byClient = client === undefined ? undefined : placementOf(client);
  if (byClient !== undefined) return byClient;
  return { partitioner: raw.partitioner ?? "murmur2", emptyKey: "hashed" };
}
