import { clients, placementOf } from "../clients/clients.ts";
import type { RuleId } from "../rules/rule.ts";
import type { KeySource, RawContract, RawKeys, RawTopic, TopicContract } from "./contract.ts";
import { infeasibleLimits } from "./feasibility.ts";
import type { Problem } from "./problem.ts";

const LIMIT_FIELDS = [
  "max_partition_share",
  "max_gini",
  "max_cv",
  "min_unique_keys",
  "sample_size",
  "max_key_share",
  "max_empty_keys",
  "max_null_keys",
  "max_consumer_share",
] as const satisfies readonly (RuleId & keyof RawTopic)[];

/** A topic's contract with all it inherits, or what is wrong with it. */
export type Resolved =
  | { readonly contract: TopicContract; readonly problems: readonly [] }
  | { readonly problems: readonly Problem[] };

/** Every topic of a contract that the schema accepted. */
export function resolveTopics({ topics, defaults = {} }: RawContract): Resolved[] {
  return Object.entries(topics).map(([topic, raw]) =>
    resolveTopic(topic, inherit(defaults, raw), ["topics", topic]),
  );
}

/** `path` leads to the topic's fields, for problems to point at. */
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
    limits: Object.fromEntries(
      LIMIT_FIELDS.flatMap((field) => (raw[field] === undefined ? [] : [[field, raw[field]]])),
    ),
    consumers: raw.consumers,
    keySource: raw.key_source,
    severity: raw.severity ?? {},
  };
  return { contract, problems: [] };
}

/** A topic's own partitioner or producer displaces an inherited one. */
function inherit(defaults: RawTopic, own: RawTopic): RawTopic {
  const { partitioner, producer, ...rest } = defaults;
  const placed = own.partitioner !== undefined || own.producer !== undefined;
  return {
    ...(placed ? rest : defaults),
    ...own,
    severity: { ...defaults.severity, ...own.severity },
  };
}

function findProblems(raw: RawTopic, path: readonly string[]): Problem[] {
  const at = (field: keyof RawTopic, what: string, next: string): Problem => {
    return { path: [...path, field], target: "value", what, next };
  };
  const problems: Problem[] = [];
  const { partitions } = raw;
  if (partitions === undefined) {
    problems.push({
      path,
      target: "key",
      what: '"partitions" is missing',
      next: "Add the line `partitions: 48`, with the topic's number (kafka-topics --describe shows it), here or under defaults.",
    });
  } else {
    const limits = infeasibleLimits({ ...withoutOff(raw), partitions });
    problems.push(...limits.map(({ field, what, next }) => at(field, what, next)));
  }
  if (raw.partitioner !== undefined && raw.producer !== undefined) {
    problems.push(
      at("producer", "both partitioner and producer are given", "Keep the one that is right."),
    );
  }
  if (raw.max_consumer_share !== undefined && raw.consumers === undefined) {
    problems.push(
      at(
        "max_consumer_share",
        "max_consumer_share needs consumers",
        "Add `consumers: 12`, how many share the topic.",
      ),
    );
  }
  return [...problems, ...keylessClients(raw, at), ...mixedKeyFields(raw.keys, at)];
}

/** Limits of rules that are switched off bind nobody. */
function withoutOff(raw: RawTopic): RawTopic {
  const entries = Object.entries(raw);
  return Object.fromEntries(entries.filter(([field]) => raw.severity?.[field as RuleId] !== "off"));
}

type ProblemAt = (field: keyof RawTopic, what: string, next: string) => Problem;

function keylessClients(raw: RawTopic, at: ProblemAt): Problem[] {
  const named = [
    ...(raw.producer === undefined ? [] : [{ field: "producer" as const, name: raw.producer }]),
    ...(raw.producers ?? []).map((name) => ({ field: "producers" as const, name })),
  ];
  return named.flatMap(({ field, name }) => {
    const client = clients[name];
    if (!("ignoresKeys" in client)) return [];
    const what = `the default of ${name} ignores keys: ${client.ignoresKeys}`;
    return [at(field, what, "Set `partitioner` to what your producer is configured with.")];
  });
}

function mixedKeyFields(keys: RawKeys | undefined, at: ProblemAt): Problem[] {
  const sources = keys === undefined ? [] : Array.isArray(keys) ? keys : [keys];
  return sources.flatMap((source) => {
    if (typeof source === "string") return [];
    const csv = source.column !== undefined || source.count_column !== undefined;
    const json = source.pointer !== undefined || source.count_pointer !== undefined;
    const wrong =
      (csv && json) ||
      (csv && source.format !== undefined && source.format !== "csv") ||
      (json && source.format !== undefined && source.format !== "jsonl");
    const next = "column and count_column are for csv, pointer and count_pointer for jsonl.";
    return wrong ? [at("keys", "the fields of two formats are mixed", next)] : [];
  });
}

function placement(raw: RawTopic): Pick<TopicContract, "partitioner" | "emptyKey"> {
  const client = raw.producer ?? (raw.partitioner === undefined ? raw.producers?.[0] : undefined);
  const byClient = client === undefined ? undefined : placementOf(client);
  if (byClient !== undefined) return byClient;
  return { partitioner: raw.partitioner ?? "murmur2", emptyKey: "hashed" };
}

function keySources(keys: RawKeys | undefined): KeySource[] {
  const sources = keys === undefined ? [] : Array.isArray(keys) ? keys : [keys];
  return sources.map((source) => {
    if (typeof source === "string") return { path: source };
    const { path, format, column, count_column, pointer, count_pointer } = source;
    const csv = column !== undefined || count_column !== undefined;
    const json = pointer !== undefined || count_pointer !== undefined;
    return {
      path,
      format: format ?? (csv ? "csv" : json ? "jsonl" : undefined),
      column,
      countColumn: count_column,
      pointer,
      countPointer: count_pointer,
    };
  });
}
