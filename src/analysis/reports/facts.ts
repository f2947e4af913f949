import { percent, plural, whole } from "../../text/format.ts";
import { printable } from "../../text/printable.ts";
import type { Analysis } from "../analysis.ts";
import { deviations } from "../outcome.ts";

const MAX_NAME = 249;
const MAX_REASON = 200;

/** What was done and what came out, in sentences. Untrusted parts are escaped. */
export function facts(analysis: Analysis): string[] {
  return [topicFact(analysis), keysFact(analysis), producedFact(analysis), readFact(analysis)];
}

/** The outcome in a sentence. */
export function headline(analysis: Analysis): string {
  const found = deviations(analysis);
  if (found.length > 0) return `not as expected: ${found.join("; ")}`;
  const { producing, compared } = analysis;
  if (producing.expected === undefined) return "every record is where the producer put it";
  if (compared === 0) return "no key decides on a partition here";
  return `all ${plural(compared, "keyed record")} lie where ${producing.expected} puts them`;
}

/** `all lie there` → `All lie there.` */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Which partitioner explains what was seen. */
export function explanation({ explainedBy, compared, partitioners, producing }: Analysis): string {
  if (compared === 0) return "No record has a key that decides on its partition.";
  if (explainedBy.length > 0) return `What was seen is exactly ${explainedBy.join(" and ")}.`;
  const [nearest] = [...partitioners].sort((a, b) => a.differing - b.differing);
  if (nearest === undefined || producing.expected === undefined) {
    return "No partitioner explains what was seen: keys did not decide.";
  }
  return `No partitioner explains what was seen; the nearest, ${nearest.partitioner}, differs in ${percent(nearest.differing / compared)} of the records.`;
}

function topicFact({ topic }: Analysis): string {
  const fate = topic.isKept ? "kept" : "deleted afterwards";
  return `Topic ${printable(topic.name, MAX_NAME)}: ${plural(topic.partitions, "partition")}, replication factor ${topic.replicationFactor}, ${fate}; cluster ${printable(topic.clusterId, MAX_NAME)}.`;
}

function keysFact({ keys }: Analysis): string {
  const order = keys.isShuffled ? `shuffled by seed ${keys.seed}` : "in order";
  const keyless = keys.nullRecords > 0 ? `, ${whole(keys.nullRecords)} records without a key` : "";
  return `Keys: ${printable(keys.source, MAX_NAME)}, ${plural(keys.records, "record")} of ${plural(keys.distinctKeys, "different key")}${keyless}, ${order}.`;
}

function producedFact({ producing }: Analysis): string {
  const { client, setting, delivered, failed, failures, tookMs } = producing;
  const reasons = failures.map(
    ({ reason, records }) => `${whole(records)}: ${printable(reason, MAX_REASON)}`,
  );
  const why = reasons.length === 0 ? "" : ` (${reasons.join("; ")})`;
  return `Produced with ${client}, ${setting}, by acks=all and idempotence: ${whole(delivered)} delivered, ${whole(failed)} failed${why}; ${rate(delivered, tookMs)}.`;
}

function readFact({ consuming }: Analysis): string {
  const { records, missing, unconfirmed, duplicates, altered, foreign, tookMs } = consuming;
  const late = unconfirmed === 0 ? "" : `, ${whole(unconfirmed)} of them though reported as failed`;
  return `Read back: ${whole(records)} found${late}, ${whole(missing)} missing, ${whole(duplicates)} twice, ${whole(altered)} altered, ${whole(foreign)} of others; ${rate(records, tookMs)}.`;
}

function rate(records: number, tookMs: number): string {
  return `${whole(records / Math.max(tookMs / 1000, 0.001))} records/s`;
}
