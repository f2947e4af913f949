import { memoryBytesOf, type Resources } from "#adapters/engine/limits.ts";
import { sampleFile } from "#adapters/samples/encode-sample.ts";
import type { OutputFile } from "#adapters/write-files.ts";
import { compareBytes } from "#core/bytes.ts";
import { UserError } from "#core/errors/user-error.ts";
import { type KeyCounts, recordsOf } from "#core/keys/key-counts.ts";
import { type KeyType, serializeIfValid, showKeyText } from "#core/keys/key-type.ts";
import { keysCsv } from "#core/samples/keys-csv.ts";
import { sampleFacts } from "#core/samples/sample-facts.ts";
import { chooseHashes } from "#core/samples/sample-hashes.ts";
import { plural, whole } from "#core/text/format.ts";
import { isoText } from "#core/text/iso-text.ts";
import { byteSize } from "#live/core/cluster/byte-size.ts";
import { pathsOf } from "#live/core/events/event-fields.ts";
import type { CountedTopic } from "#live/run/topic-keys/count-topic-keys.ts";
import { EventLines } from "#live/run/topic-keys/event-lines.ts";
import type { TopicKeys } from "#live/run/topic-keys/read-topic-keys.ts";
import type { SampleRequest } from "./sample-request.ts";

/** Share of all memory for the rows of a CSV file. */
const ROWS_SHARE = 0.5;
/** Share of all memory for the lines of events. */
const EVENTS_SHARE = 0.25;
/** As the tests in docs/recipes.md write it. */
const NULL_TOKEN = "<null>";

/** What was read: the keys, and events if these are to be written. */
interface Sampled {
  readonly counted: CountedTopic;
  readonly events: EventLines | undefined;
}

/** Receives the records' values if events are to be written. */
export function eventLinesOf(
  { events }: SampleRequest,
  resources: Resources,
): EventLines | undefined {
  return events && new EventLines({ ...events, maxBytes: memoryBytesOf(resources) * EVENTS_SHARE });
}

/**
 * The files to write.
 *
 * @throws UserError if there are no records, or keys are not of the type
 */
export function filesOf(
  { counted, events }: Sampled,
  request: SampleRequest,
  resources: Resources,
): OutputFile[] {
  if (counted.read.records === 0) throw noRecordsIn(request);
  const files: OutputFile[] = [];
  if (request.output !== undefined) {
    files.push({ path: request.output, content: contentOf(counted, request, resources) });
  }
  if (events !== undefined && request.events !== undefined) {
    files.push({ path: request.events.path, content: events.content() });
  }
  return files;
}

function contentOf(
  { keys, details, read }: CountedTopic,
  request: SampleRequest,
  resources: Resources,
): Uint8Array {
  const { keyType, keyFrame, secret } = request;
  refuseOtherTypes(keys, keyType);
  if (request.isCsv) {
    const maxBytes = memoryBytesOf(resources) * ROWS_SHARE;
    return keysCsv(keys, { keyType, nullToken: nullTokenOf(request), maxBytes });
  }
  const { sampling, ofRecords } = read;
  const said = { sampling, ofRecords: sampling === "random" ? ofRecords : undefined };
  const facts = sampleFacts(said, details, recordsOf(keys), false);
  const hashes = chooseHashes(keys, keyType, request.hashes);
  return sampleFile(keys, { keyType, keyFrame, hashes, secret, details, facts });
}

function nullTokenOf({ nullToken = NULL_TOKEN }: SampleRequest): string {
  return typeof nullToken === "string" ? nullToken : (nullToken[0] ?? NULL_TOKEN);
}

/** A sample that says the wrong type would be refused by the right contract, or misread by a wrong one. */
function refuseOtherTypes(keys: KeyCounts, keyType: KeyType): void {
  if (keyType === "string") return;
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const key = bytes.subarray(starts[i], ends[i]);
      const again = serializeIfValid(keyType, showKeyText(keyType, key));
      if (again === undefined || compareBytes(again, key) !== 0) throw notOfType(keyType, key);
    }
  }
}

function noRecordsIn({ topic, sinceMs }: SampleRequest): UserError {
  const span = sinceMs === undefined ? "" : ` from ${isoText(sinceMs)} on`;
  return new UserError({
    what: `the topic ${topic} has no records${span}`,
    next: "Name another topic, or an earlier time. Nothing was written.",
  });
}

function notOfType(keyType: KeyType, { length }: Uint8Array): UserError {
  return new UserError({
    what: `the topic has a key of ${plural(length, "byte")} that is none of type ${keyType}`,
    where: "--key-type",
    next: "Name the serializer that the topic's producers use. Leave it out for text and other bytes.",
  });
}

/** What was written, a line for each file. */
export function writtenLines(
  { counted, events }: Sampled,
  request: SampleRequest,
  files: readonly OutputFile[],
): string[] {
  return files.map(({ path, content }) => {
    const isEvents = path === request.events?.path;
    const what = isEvents && events ? eventsText(events, request) : keysText(counted, request);
    return `Wrote ${path} (${byteSize(content.length)}): ${what}`;
  });
}

function keysText({ keys, read, details }: CountedTopic, request: SampleRequest): string {
  const { time } = details;
  const [firstMs, lastMs] = [time?.firstMs, time?.lastMs];
  const isTimed = firstMs !== undefined && lastMs !== undefined;
  const span = isTimed ? `, written from ${isoText(firstMs)} to ${isoText(lastMs)}` : "";
  const hasNulls = request.isCsv && keys.nullRecords > 0;
  const nulls = hasNulls ? ` Null keys are in it as ${nullTokenOf(request)} (--null-token).` : "";
  return `${partText(read)}, with ${plural(distinct(keys), "different key")}${span}.${nulls}`;
}

function partText({ records, ofRecords, sampling }: TopicKeys): string {
  if (sampling === "census") return `all ${plural(records, "record")}`;
  return `${plural(records, "record")} of ${whole(ofRecords)}, chosen at random`;
}

function eventsText({ size, tombstones, others }: EventLines, { events }: SampleRequest): string {
  const fields = events === undefined ? [] : pathsOf(events.fields);
  const left = [
    ...(tombstones > 0 ? [`${plural(tombstones, "record")} without a value`] : []),
    ...(others > 0 ? [`${plural(others, "value")} that are not JSON objects`] : []),
  ];
  const without = left.length > 0 ? ` Left out: ${left.join(", ")}.` : "";
  return `${plural(size, "event")}, cut down to ${fields.join(", ")}.${without}`;
}

function distinct(keys: KeyCounts): number {
  let count = 0;
  for (const { size } of keys.blocks()) count += size;
  return count;
}
