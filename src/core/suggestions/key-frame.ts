import { schemaIdOf } from "../keys/key-frame.ts";
import { mayHavePlaceholders } from "../keys/placeholders.ts";
import type { Case } from "../simulations/case.ts";
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

/** Keys whose bytes look as if they carried more than the key, judged by the hottest of them. */
export const keyFrame: Suggester = {
  id: "key-frame",
  suggest(subject) {
    const { contract, measures, keys, schemaIds } = subject;
    if (contract.keyFrame === "confluent") return unframed(schemaIds?.unframedKeys ?? 0);
    if (contract.keyFrame !== undefined || keys.digests !== undefined) return undefined;
    const hottest = measures.hottestKeys.map(({ key }) => key);
    if (hottest.length < MIN_KEYS || !mayHavePlaceholders(contract.keyType)) return undefined;
    return schemaId(hottest) ?? window(subject, hottest);
  },
};

function unframed(keys: number): Suggestion["parts"] | undefined {
  if (keys === 0) return undefined;
  return sentenceWithKeys`Key frame: ${plural(keys, "different key")} ${keys === 1 ? "has" : "have"} no schema id, although key_frame is confluent. Some producer serializes the key in another way, so the same keys are different bytes.`;
}

function schemaId(hottest: readonly Uint8Array[]): Suggestion["parts"] | undefined {
  const ids = new Set(hottest.map((key) => schemaIdOf(key, 0, key.length)));
  const areNumbers = hottest.every(({ length }) => length === LONG_BYTES);
  if (areNumbers || ![...ids].every((id) => id > 0 && id < MAX_ID)) return undefined;
  const list = [...ids].sort((a, b) => a - b).join(", ");
  return sentenceWithKeys`Key frame: the hottest keys begin like those of a Schema Registry's serializer, with schema ${ids.size === 1 ? "id" : "ids"} ${list}. The id is hashed with the key, so another id moves keys to other partitions: set key_frame: confluent to have ids checked, and keys shown without them.`;
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
