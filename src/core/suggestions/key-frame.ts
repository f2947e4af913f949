import { type KeyFrame, schemaIdOf, windowBytesOf } from "../keys/key-frame.ts";
import { mayHavePlaceholders } from "../keys/placeholders.ts";
import type { Case } from "../simulations/case.ts";
import type { SchemaIds } from "../tally/schema-ids.ts";
import { plural } from "../text/format.ts";
import { type Suggester, type Suggestion, sentenceWithKeys } from "./suggestion.ts";

/** Fewer keys may begin or end alike by chance. */
const MIN_KEYS = 3;
/** Ids of a Schema Registry are counted up; other numbers are larger. */
const MAX_ID = 2 ** 24;
/** A key of this length with a zero at its beginning is probably a number. */
const LONG_BYTES = 8;
/** Times from 2001 to 2100, which is when windows begin and end. */
const FIRST_MS = 1e12;
const LAST_MS = 4.1e12;
/** Hex digits that end with such a time, or its upper half; not numbers with leading zeros. */
const HEX_CUT = /^(?!00)(?:[0-9a-f]{2})+00000[0-9a-f]{3}(?:[0-9a-f]{8})?$/i;

/** Keys whose bytes look as if they carried more than the key, judged by the hottest of them. */
export const keyFrame: Suggester = {
  id: "key-frame",
  suggest(subject) {
    const { contract, measures, keys } = subject;
    if (contract.keyFrame === "confluent") return framed(subject);
    if (keys.digests !== undefined) return undefined;
    const hottest = measures.hottestKeys.map(({ key }) => key);
    if (contract.keyFrame !== undefined) return hex(contract.keyFrame, hottest);
    if (hottest.length < MIN_KEYS || !mayHavePlaceholders(contract.keyType)) return undefined;
    return schemaId(hottest) ?? window(subject, hottest);
  },
};

function framed({ findings, schemaIds, keys }: Case): Suggestion["parts"] | undefined {
  if (keys.digests !== undefined) {
    return sentenceWithKeys`Key frame: sample files do not contain schema ids, so the rule schema_ids is not checked. To check it, judge the keys themselves.`;
  }
  const finding = findings.find(({ rule }) => rule === "schema_ids");
  if (finding === undefined) return schemaIds && unframed(schemaIds);
  return sentenceWithKeys`Key frame: ${finding.message}. Give all producers the same schema of the key, without auto.register.schemas, or let the serializer write the id into a header.`;
}

function unframed({ ids, unframedKeys: keys }: SchemaIds): Suggestion["parts"] | undefined {
  if (keys === 0) return undefined;
  if (ids.length === 0) {
    return sentenceWithKeys`Key frame: no key has a schema id, although key_frame is confluent. Export keys as bytes (key_type: bytes-hex), or remove key_frame.`;
  }
  return sentenceWithKeys`Key frame: ${plural(keys, "different key")} ${keys === 1 ? "has" : "have"} no schema id, although key_frame is confluent. Some producer serializes the key in another way, so the same keys are different bytes.`;
}

/** Keys in hex that are taken as text: half of the digits of their window are left. */
function hex(frame: KeyFrame, hottest: readonly Uint8Array[]): Suggestion["parts"] | undefined {
  const decoder = new TextDecoder();
  if (hottest.length === 0 || !hottest.every((key) => HEX_CUT.test(decoder.decode(key)))) {
    return undefined;
  }
  return sentenceWithKeys`Key frame: the hottest keys are hex digits, of which key_frame: ${frame} removes the last ${windowBytesOf(frame)}. If these digits are the bytes of the keys, set key_type: bytes-hex.`;
}

function schemaId(hottest: readonly Uint8Array[]): Suggestion["parts"] | undefined {
  const ids = new Set(hottest.map((key) => schemaIdOf(key, 0, key.length)));
  const areNumbers = hottest.every(({ length }) => length === LONG_BYTES);
  if (areNumbers || ![...ids].every((id) => id > 0 && id < MAX_ID)) return undefined;
  const list = [...ids].sort((a, b) => a - b).join(", ");
  return sentenceWithKeys`Key frame: the hottest keys begin like those of a Schema Registry's serializer, with schema ${ids.size === 1 ? "id" : "ids"} ${list}. The id is hashed with the key, so another id moves keys to other partitions: set key_frame: confluent, so that ids are checked and not shown as part of the key.`;
}

function window(
  { contract }: Case,
  hottest: readonly Uint8Array[],
): Suggestion["parts"] | undefined {
  const { producer, producers } = contract;
  const isStreams = producer === "kafka-streams" || producers.includes("kafka-streams");
  if (!isStreams || !hottest.every((key) => isTime(key, 8))) return undefined;
  const frame = hottest.every((key) => isTime(key, 16)) ? "windowed-session" : "windowed";
  return sentenceWithKeys`Key frame: the hottest keys end like windowed keys of Kafka Streams, which does not hash the window. If a WindowedSerializer writes this topic, set key_frame: ${frame}: without it, keys are put into partitions where they are not.`;
}

/** Whether the 8 bytes that are so many bytes before the end are a time, in milliseconds. */
function isTime(key: Uint8Array, bytesFromEnd: number): boolean {
  if (key.length < bytesFromEnd) return false;
  const at = key.length - bytesFromEnd;
  let ms = 0;
  for (let i = at; i < at + 8; i++) ms = ms * 256 + (key[i] as number);
  return ms >= FIRST_MS && ms < LAST_MS;
}
