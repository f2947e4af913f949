import { type Connection, describeLogDirsV2 } from "@platformatic/kafka";
import type { PartitionSizes } from "#live/core/cluster/consumer-groups.ts";
import { responseOf } from "./failure-signs.ts";
import { type Partitions, partitionsByLeader } from "./partitions-by-leader.ts";
import type { Brokers, Leaders } from "./reading/brokers.ts";
import { BROKER_TIMEOUT_MS, withTimeout } from "./with-timeout.ts";

type Sizes = Map<string, (number | undefined)[]>;
type LogDirs = describeLogDirsV2.DescribeLogDirsResponse["results"];

/**
 * Reads the bytes of each partition's log where its leader is, as one request to each broker. Those of a
 * broker that does not answer are unknown.
 *
 * @returns undefined if no broker lets this login see them
 * @throws the error of a broker if none of them answers
 */
export async function readPartitionSizes(
  brokers: Brokers,
  leaders: Leaders,
): Promise<PartitionSizes | undefined> {
  const requests = [...partitionsByLeader(leaders)];
  const answers = await Promise.allSettled(
    requests.map(([leader, partitions]) => {
      const asking = brokers.connect(leader).then((connection) => logDirs(connection, partitions));
      return withTimeout(asking, BROKER_TIMEOUT_MS);
    }),
  );
  const failed = answers.find((one) => one.status === "rejected");
  const found = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  if (failed !== undefined && found.length === 0) throw failed.reason;
  const sizes: Sizes = new Map(
    [...leaders].map(([topic, { ids }]) => [topic, ids.map(() => undefined)]),
  );
  const isAllowed = found.map((dirs) => addSizes(dirs, sizes)).some(Boolean);
  return isAllowed || requests.length === 0 ? sizes : undefined;
}

/** Without the right to describe the cluster, there are none. */
async function logDirs(connection: Connection, partitions: Partitions): Promise<LogDirs> {
  const request = [...partitions].map(([name, numbers]) => ({ name, partitions: numbers }));
  try {
    return (await describeLogDirsV2.api.async(connection, request)).results;
  } catch (error) {
    // One broken disk is an error to the library, which keeps the response.
    const response = responseOf(error) as describeLogDirsV2.DescribeLogDirsResponse | undefined;
    if (response === undefined) throw error;
    return response.results;
  }
}

/** @returns whether the broker named any directory, which it does for those who may see them */
function addSizes(dirs: LogDirs, sizes: Sizes): boolean {
  for (const { topics } of dirs) {
    for (const { name, partitions } of topics) {
      const ofTopic = sizes.get(name) ?? [];
      for (const { partitionIndex: partition, partitionSize, isFutureKey } of partitions) {
        // A copy that is being moved to another disk is not the log yet.
        const isLog = !isFutureKey && partition in ofTopic;
        if (isLog) ofTopic[partition] = Number(partitionSize);
      }
    }
  }
  return dirs.length > 0;
}
