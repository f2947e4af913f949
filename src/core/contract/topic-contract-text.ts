import { clients } from "../clients/clients.ts";
import type { Measures } from "../measures/measures.ts";
import type { WindowShares } from "../measures/window-shares.ts";
import { RECORDED } from "../partitioners/placement-name.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { yamlText } from "../text/yaml-text.ts";
import { limitFields, type Producer, type RuleId, type TopicContract } from "./contract.ts";
import { limitLines, SCHEMA_URL, sourceText } from "./contract-text.ts";
import { proposeLimits } from "./propose.ts";
import { windowField } from "./window.ts";

type Limits = Readonly<Partial<Record<RuleId, number>>>;

/**
 * The text of a contract with this topic only, with the measured value beside each limit. If it sets
 * no limits, these are proposed, so that these keys satisfy them.
 */
export function topicContractText(
  contract: TopicContract,
  measures: Measures,
  windows?: WindowShares,
): string {
  const isSet = Object.keys(contract.limits).length > 0;
  const limits = isSet
    ? setLines(contract.limits, measures)
    : limitLines(proposeLimits(measures, windows), measures);
  const lines = [
    `# yaml-language-server: $schema=${SCHEMA_URL}`,
    "version: 1",
    "",
    "topics:",
    `  ${yamlText(contract.topic)}:`,
    ...[...fieldLines(contract), ...limits].map((line) => `    ${line}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** All fields except limits; defaults are left out. */
function fieldLines(contract: TopicContract): string[] {
  const { keys, partitions, keyType, nullToken, consumers, window, keySource } = contract;
  const placement = placementField(contract);
  const emptyKeys = placement.emptyKey === contract.emptyKey ? undefined : contract.emptyKey;
  const producers = contract.producerPlacements.map((one) => {
    return producerText(one, contract, emptyKeys);
  });
  const sources = keys.map(sourceText);
  const keysText = sources.length === 1 ? sources[0] : `[${sources.join(", ")}]`;
  const fields: readonly (readonly [string, string | number | undefined])[] = [
    ["keys", sources.length === 0 ? undefined : keysText],
    ["partitions", partitions],
    [placement.name, placement.value],
    ["empty_keys", emptyKeys],
    ["producers", producers.length === 0 ? undefined : `[${producers.join(", ")}]`],
    ["key_type", keyType === "string" ? undefined : keyType],
    ["key_frame", contract.keyFrame],
    ["null_token", nullToken === undefined ? undefined : JSON.stringify(nullToken)],
    ["sample", contract.sample],
    ["consumers", consumers],
    ["assignor", contract.assignor],
    ...(window === undefined ? [] : [windowField(window)]),
    ["key_source", keySource === undefined ? undefined : yamlText(keySource)],
    ["severity", blockText(contract.severity)],
    ["tolerance", blockText(contract.tolerance)],
    ["fail_on", contract.failOn === "any" ? undefined : contract.failOn],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
}

/** The field that decides the partitions, unless producers imply it, and what it says of the empty key. */
function placementField(contract: TopicContract) {
  const { partitioner, emptyKey, producer, producerPlacements: listed } = contract;
  if (contract.isRecorded) return { name: "partitioner", value: RECORDED, emptyKey: "hashed" };
  const named = producer && (listed.find(({ client }) => client === producer) ?? clients[producer]);
  // A partitioner that was changed afterwards may differ from the client's.
  if (named && "partitioner" in named && named.partitioner === partitioner) {
    return { name: "producer", value: producer, emptyKey: named.emptyKey };
  }
  const [first = { partitioner: "murmur2", emptyKey: "hashed" }] = listed;
  // A named partitioner hashes the empty key.
  const isShorter = first.emptyKey === "unplaced" && emptyKey === "hashed";
  return first.partitioner === partitioner && !isShorter
    ? { name: "partitioner", value: undefined, emptyKey: first.emptyKey }
    : { name: "partitioner", value: partitioner, emptyKey: "hashed" };
}

/**
 * A client by its name, or with all that is configured.
 * @param emptyKeys the topic's, which applies unless the client has its own
 */
function producerText(
  one: Producer,
  { keyType, hashedAs = keyType }: TopicContract,
  emptyKeys: TopicContract["emptyKey"] | undefined,
): string {
  const known = one.client && clients[one.client];
  const byDefault = known && "emptyKey" in known && !one.isConfigured ? known.emptyKey : "hashed";
  const fields = [
    ["client", one.client],
    ["partitioner", one.isConfigured ? one.partitioner : undefined],
    ["key_type", one.keyType === hashedAs ? undefined : one.keyType],
    ["empty_keys", one.emptyKey === (emptyKeys ?? byDefault) ? undefined : one.emptyKey],
    ["ignore_keys", one.ignoresKeys ? "true" : undefined],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return fields.length === 1 && one.client ? one.client : `{ ${fields.join(", ")} }`;
}

function blockText(values: Readonly<Record<string, string | number>>): string | undefined {
  const entries = Object.entries(values).map(([name, value]) => `${name}: ${value}`);
  return entries.length === 0 ? undefined : `{ ${entries.join(", ")} }`;
}

function setLines(limits: Limits, measures: Measures): string[] {
  return limitFields.flatMap((field) => {
    const limit = limits[field];
    if (limit === undefined) return [];
    const today = todayText(field, measures);
    return [`${field}: ${limit}${today === undefined ? "" : ` # today ${today}`}`];
  });
}

function todayText(field: (typeof limitFields)[number], measures: Measures): string | undefined {
  const { records, placedRecords } = measures;
  switch (field) {
    case "max_partition_share":
      return percent(measures.maxPartitionShare, 2);
    case "max_gini":
      return decimal(measures.gini);
    case "max_cv":
      return decimal(measures.cv);
    case "max_key_share":
      return percent(measures.maxKeyShare, 2);
    case "max_consumer_share":
      return shareText(measures.maxConsumerShare);
    case "max_partition_bytes_share":
      return shareText(measures.maxPartitionBytesShare);
    case "max_key_bytes_share":
      return shareText(measures.maxKeyBytesShare);
    case "max_window_share":
      return shareText(measures.maxWindowShare);
    case "min_unique_keys":
      return whole(measures.uniqueKeys);
    case "sample_size":
      return plural(placedRecords, "record");
    case "max_empty_keys":
      return percent(measures.emptyKeys / records, 2);
    case "max_null_keys":
      return percent(measures.nullKeys / records, 2);
    case "min_known_keys":
      return undefined;
  }
}

function shareText(share: number | undefined): string | undefined {
  return share === undefined ? undefined : percent(share, 2);
}
