import { percent, plural, whole } from "#core/text/format.ts";
import { type Words, words } from "#core/text/words.ts";
import { costLine } from "#live/core/cluster/costs.ts";
import type { Analysis } from "../analysis.ts";
import { deviations } from "../outcome.ts";

/** Reasons of failures to show. */
const MAX_REASONS = 10;

/** What was done and what the result was, in sentences. */
export function analysisFacts(analysis: Analysis): Words[] {
  const { notJudged = [], costs } = analysis;
  const facts = [topicFact, keysFact, producedFact, readFact].map((fact) => fact(analysis));
  if (costs !== undefined) facts.push(`${costLine(costs)} Producing is not counted.`);
  return [...facts, ...notJudged];
}

/** The outcome in one sentence. */
export function analysisHeadline(analysis: Analysis): string {
  const found = deviations(analysis);
  if (found.length > 0) return `not as expected: ${found.join("; ")}`;
  const seen = whatWasSeen(analysis);
  return analysis.gate?.verdict === "fail" ? `${seen}, but the contract is broken` : seen;
}

function whatWasSeen({ producing, compared }: Analysis): string {
  const { expected } = producing;
  if (expected === undefined) return "every record was found; keys do not decide the partition";
  if (compared === 0) return "every record was found; none has a key that decides its partition";
  if (compared === 1) return `the only keyed record is in the partition that ${expected} predicts`;
  return `all ${whole(compared)} keyed records are in the partitions that ${expected} predicts`;
}

/** Which partitioner explains the actual partitions. */
export function explanation(analysis: Analysis): string {
  const { explainedBy, found, compared, partitioners, producing } = analysis;
  if (compared === 0) return "No record has a key that decides its partition.";
  if (explainedBy.length > 0) return `The partitions are exactly those of ${listed(explainedBy)}.`;
  if (found?.text !== undefined) return `The partitions are those of ${found.text}.`;
  const [nearest] = [...partitioners].sort((a, b) => a.differing - b.differing);
  if (nearest === undefined || producing.expected === undefined) {
    return "No partitioner explains the partitions: keys did not decide them.";
  }
  return `No partitioner explains the partitions; the closest, ${nearest.partitioner}, differs for ${percent(nearest.differing / compared)} of the records.`;
}

/** `a`, `a and b`, `a, b and c` */
function listed(names: readonly string[]): string {
  const [last = "", ...others] = [...names].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}

function topicFact({ topic }: Analysis): Words {
  const { name, id, clusterId, partitions, replicationFactor, isKept } = topic;
  const fate = isKept ? "kept" : "deleted afterwards";
  return words`Topic ${{ untrusted: name }} (id ${{ untrusted: id }}): ${plural(partitions, "partition")}, replication factor ${whole(replicationFactor)}, ${fate}; cluster ${{ untrusted: clusterId }}.`;
}

function keysFact({ keys }: Analysis): Words {
  const order = keys.isShuffled ? `shuffled with seed ${keys.seed}` : "in order";
  const keyless =
    keys.nullRecords > 0 ? `, ${plural(keys.nullRecords, "record")} without a key` : "";
  return words`Keys: ${{ untrusted: keys.source }}, ${plural(keys.records, "record")} of ${plural(keys.distinctKeys, "different key")}${keyless}, ${order}.`;
}

function producedFact({ producing }: Analysis): Words {
  const { client, setting, delivered, failed, unknown, tookMs } = producing;
  const unsure =
    unknown === 0
      ? ""
      : `, ${whole(unknown)} unknown (not reported as failed, but not counted by the end offsets)`;
  return words`Produced with ${{ untrusted: client }}, ${setting}, acks=all and idempotence: ${whole(delivered)} delivered, ${whole(failed)} failed${reasons(producing)}${unsure}; ${rate(delivered, tookMs)}.`;
}

/** ` (3: the broker is gone; 1: too large)`, the most frequent first. */
function reasons({ failures }: Analysis["producing"]): Words {
  if (failures.length === 0) return "";
  const sorted = [...failures].sort((a, b) => b.records - a.records);
  const shown = sorted
    .slice(0, MAX_REASONS)
    .map(({ reason, records }) => words`${whole(records)}: ${{ untrusted: reason }}`);
  const left = failures.length - shown.length;
  const all = left > 0 ? [...shown, `and ${plural(left, "other reason")}`] : shown;
  return [" (", ...all.flatMap((one, i): Words[] => (i === 0 ? [one] : ["; ", one])), ")"];
}

function readFact({ consuming }: Analysis): Words {
  const { records, missing, unconfirmed, duplicates, altered, foreign, tookMs } = consuming;
  const late = unconfirmed === 0 ? "" : ` (${whole(unconfirmed)} of them reported as failed)`;
  return `Read back: ${whole(records)} found${late}, ${whole(missing)} missing, ${whole(duplicates)} duplicate, ${whole(altered)} altered, ${whole(foreign)} from others; ${rate(records, tookMs)}.`;
}

function rate(records: number, tookMs: number): string {
  return `${whole(records / Math.max(tookMs / 1000, 0.001))} records/s`;
}
