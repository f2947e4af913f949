import { topIndices } from "#core/measures/top.ts";
import type { ClusterFacts, ClusterGroup } from "#core/tally/cluster-facts.ts";
import { percent, plural, whole } from "#core/text/format.ts";
import { clip, escapeUnsafe } from "#core/text/printable.ts";
import { byteSize } from "../cluster/byte-size.ts";
import type { ConsumerGroup } from "../cluster/consumer-groups.ts";
import { type GroupFacts, groupSentences, groupsOfTopic } from "../groups/group-facts.ts";
import type { PartitionRecords } from "./partition-records.ts";

/** Groups that reports name; the JSON report has all. */
const MOST_GROUPS = 5;
const MAX_SENTENCE = 400;

interface KnownOfTopic {
  readonly topic: string;
  readonly records: PartitionRecords;
  /** On the disks of the leaders; undefined where they are not known. */
  readonly bytes: readonly (number | undefined)[] | undefined;
  readonly cleanupPolicy: string | undefined;
  /** The offset after the last record of each partition. */
  readonly ends: readonly (number | undefined)[];
  /** All groups of the cluster; undefined if they may not be seen. */
  readonly groups: readonly ConsumerGroup[] | undefined;
}

/** What reports say of a topic besides the records that were read. */
export function clusterFacts(known: KnownOfTopic): ClusterFacts {
  const { topic, records, bytes, cleanupPolicy, ends, groups } = known;
  const found = groups && groupsOfTopic(groups, { topic, ends, loads: records.records });
  const partitions = Array.from(records.offsets, (offsets, i) => {
    return { offsets, records: records.records[i] as number, bytes: bytes?.[i] };
  });
  return {
    partitions,
    isEstimate: records.isEstimate,
    cleanupPolicy,
    groups: found?.map(groupOf),
    sentences: [...loadSentences(records, bytes), ...lagSentences(found ?? [])].map((one) =>
      escapeUnsafe(clip(one, MAX_SENTENCE)),
    ),
  };
}

function groupOf({ group, state, lag, shares }: GroupFacts): ClusterGroup {
  return {
    group,
    state,
    lags: lag?.lags.map((one) => one ?? null),
    busiest: shares && {
      consumers: shares.consumers,
      clientId: shares.busiest.member.clientId,
      host: shares.busiest.member.host,
      partitions: shares.busiest.partitions,
      share: shares.busiest.share,
    },
  };
}

/** How many records the topic has, and where most of them and of the bytes on disk are. */
function loadSentences(
  { records, emptyShare, isEstimate }: PartitionRecords,
  bytes: KnownOfTopic["bytes"],
): string[] {
  const all = sumOf(records);
  const about = isEstimate
    ? ` about ${plural(all, "record")} (an estimate: ${percent(emptyShare)} of the offsets that were read have none)`
    : ` ${plural(all, "record")}`;
  const disk = bytes?.map((one) => one ?? 0) ?? [];
  const onDisk = sumOf(disk) === 0 ? "" : `, and ${byteSize(sumOf(disk))} on disk${mostOf(disk)}`;
  return [`On the cluster:${about}${mostOf(records)}${onDisk}.`];
}

/** `, 74 % of them in partition 2` */
function mostOf(loads: ArrayLike<number>): string {
  const all = sumOf(loads);
  const [most] = topIndices(Float64Array.from(loads), 1);
  if (most === undefined || all === 0) return "";
  return `, ${percent((loads[most] as number) / all)} of them in partition ${whole(most)}`;
}

function sumOf(loads: ArrayLike<number>): number {
  return Array.from(loads).reduce((sum, load) => sum + load, 0);
}

/** The groups that are the furthest behind first. */
function lagSentences(groups: readonly GroupFacts[]): string[] {
  const ranked = [...groups].sort((a, b) => (b.lag?.records ?? 0) - (a.lag?.records ?? 0));
  const more = ranked.length - MOST_GROUPS;
  return [
    ...ranked.slice(0, MOST_GROUPS).flatMap((one) => {
      const sentences = groupSentences(one);
      return sentences.length === 0 ? [] : [sentences.join(" ")];
    }),
    ...(more > 0 ? [`${plural(more, "more group")} read it: see the JSON report.`] : []),
  ];
}
