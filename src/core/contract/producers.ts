import type { Client } from "../clients/client.ts";
import type { ClientTable } from "../clients/clients.ts";
import type { ClientName } from "../clients/families.ts";
import { unpredictableParts } from "../errors/partitioner-messages.ts";
import { partitionerFor } from "../partitioners/index.ts";
import { RECORDED } from "../partitioners/placement-name.ts";
import type { Producer, RawProducer, RawTopic, TopicContract } from "./contract.ts";
import type { Problem, ProblemAt } from "./problem.ts";

type RawFields = Exclude<RawProducer, string>;

/** The clients that write a topic, each with where it puts keys. */
export function topicProducers(raw: RawTopic, clients: ClientTable): Producer[] {
  return (raw.producers ?? []).map((one) => producerOf(fieldsOf(one), raw, clients));
}

function fieldsOf(raw: RawProducer): RawFields {
  return typeof raw === "string" ? { client: raw } : raw;
}

function producerOf(fields: RawFields, raw: RawTopic, clients: ClientTable): Producer {
  const { client, partitioner, key_type: keyType = raw.key_type ?? "string" } = fields;
  const known = client && clients[client];
  const byDefault = known && "partitioner" in known ? known : undefined;
  const emptyKey = partitioner === undefined ? byDefault?.emptyKey : undefined;
  return {
    client,
    partitioner: partitioner ?? byDefault?.partitioner ?? "murmur2",
    emptyKey: fields.empty_keys ?? raw.empty_keys ?? emptyKey ?? "hashed",
    keyType,
    isConfigured: partitioner !== undefined,
    ignoresKeys: fields.ignore_keys === true,
    settings: { ...defaultSetting(byDefault), ...known?.settings },
    keysAgain: known?.keysAgain ?? "a partitioner that does not ignore keys",
  };
}

/** A client that is configured otherwise can go back to its default. */
function defaultSetting(client: Extract<Client, { partitioner: unknown }> | undefined) {
  return client?.emptyKey === "hashed" ? { [client.partitioner]: "its default partitioner" } : {};
}

/** `sarama`, `sarama (murmur2)` or `partitioner crc32` */
export function producerLabel({
  client,
  partitioner,
  isConfigured,
  ignoresKeys,
}: Producer): string {
  if (client === undefined) return `partitioner ${partitioner}`;
  if (ignoresKeys) return `${client} (ignoring keys)`;
  return isConfigured ? `${client} (${partitioner})` : client;
}

/** Where the gate places keys: as the producer, or the first of all, unless a partitioner is named. */
export function topicPlacement(
  raw: RawTopic,
  clients: ClientTable,
): Pick<TopicContract, "partitioner" | "isRecorded" | "emptyKey" | "hashedValues"> {
  const { producer, partitioner, empty_keys: emptyKeys } = raw;
  const all = topicProducers(raw, clients);
  const listed = all.find(({ client }) => client === (producer ?? client));
  const fields = producer === undefined ? undefined : { client: producer };
  const chosen =
    partitioner === undefined
      ? (listed ?? (fields && producerOf(fields, raw, clients)))
      : undefined;
  const isRecorded = partitioner === RECORDED;
  const named = isRecorded ? undefined : partitioner;
  const writers = all.length > 0 ? all : chosen === undefined ? [] : [chosen];
  return {
    partitioner: chosen?.partitioner ?? named ?? "murmur2",
    isRecorded,
    emptyKey: emptyKeys ?? chosen?.emptyKey ?? "hashed",
    hashedValues: hashedValuesOf(writers, clients),
  };
}

/** What clients hash, of those that do not place records by their keys, each once. */
function hashedValuesOf(
  writers: readonly Producer[],
  clients: ClientTable,
): TopicContract["hashedValues"] {
  const byClient = writers.flatMap(({ client, partitioner }) => {
    const value = client && clients[client]?.hashes;
    // Under the Java client's own partitioner, the record's key decides.
    const isOther = client !== undefined && value !== undefined && partitioner !== "murmur2";
    return isOther ? [{ client, value }] : [];
  });
  const values = byClient.filter(({ client }, i) => {
    return byClient.findIndex((one) => one.client === client) === i;
  });
  return values.length === 0 ? undefined : values;
}

/** What is wrong with the clients and partitioners of a topic. */
export function producerProblems(raw: RawTopic, clients: ClientTable, at: ProblemAt): Problem[] {
  return [
    ...contradictions(raw, at),
    ...keyless(raw, clients, at),
    ...unpredictable(raw, clients, at),
  ];
}

function contradictions({ partitioner, producer, producers = [] }: RawTopic, at: ProblemAt) {
  const problems: Problem[] = [];
  if (partitioner !== undefined && producer !== undefined) {
    const next =
      "Keep producer if it uses its default partitioner; keep partitioner if another one is configured.";
    problems.push(at("producer", "both partitioner and producer are set", next));
  }
  if (partitioner === RECORDED && producers.length > 0) {
    const what = "producers are compared with a partitioner, not with recorded";
    const next = "Remove producers: the report says which partitioners wrote the records.";
    problems.push(at("producers", what, next));
  }
  const named = producers.map((one) => fieldsOf(one).client);
  if (producer !== undefined && producers.length > 0 && !named.includes(producer)) {
    const what = `producer ${producer} is not among producers`;
    problems.push(at("producer", what, `Add ${producer} to producers, or remove producer.`));
  }
  return [...problems, ...unnamed(producers, at)];
}

function unnamed(producers: readonly RawProducer[], at: ProblemAt): Problem[] {
  const what = "one of producers has neither a client nor a partitioner";
  const next = "Name it: { client: sarama, partitioner: murmur2 }.";
  return producers.map(fieldsOf).flatMap(({ client, partitioner }, i) => {
    return client === undefined && partitioner === undefined
      ? [at("producers", what, next, i)]
      : [];
  });
}

function keyless({ producer, producers = [] }: RawTopic, clients: ClientTable, at: ProblemAt) {
  const reason = (name: ClientName | undefined) => {
    const client = name && clients[name];
    return client && "ignoresKeys" in client
      ? `the name ${name} does not say where a key goes: ${client.ignoresKeys}`
      : undefined;
  };
  const own = reason(producer);
  const next = "Replace producer with the partitioner that your producer is configured to use.";
  const others = producers.map(fieldsOf).flatMap((one, i) => {
    const isSaid = one.partitioner !== undefined || one.ignore_keys === true;
    const what = isSaid ? undefined : reason(one.client);
    if (what === undefined) return [];
    const example = `{ client: ${one.client}, partitioner: murmur2 }`;
    const advice = `Name the partitioner that it is configured to use: ${example}; or remove it from producers, and set partitioner.`;
    return [at("producers", what, advice, i)];
  });
  return [...(own === undefined ? [] : [at("producer", own, next)]), ...others];
}

/** Partitioners that cannot place keys of their type. */
function unpredictable(raw: RawTopic, clients: ClientTable, at: ProblemAt) {
  const own = { ...topicPlacement(raw, clients), keyType: raw.key_type ?? "string" };
  const all = [own, ...topicProducers(raw, clients)];
  const found = all.findIndex((one) => partitionerFor(one.partitioner, one.keyType) === undefined);
  const wrong = all[found];
  if (wrong === undefined) return [];
  const { what, next } = unpredictableParts(wrong.partitioner, wrong.keyType);
  return [found === 0 ? at("key_type", what, next) : at("producers", what, next, found - 1)];
}
