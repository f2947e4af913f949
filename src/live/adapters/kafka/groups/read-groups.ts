import { type Connection, listGroupsV4, listGroupsV5, ProtocolError } from "@platformatic/kafka";
import type {
  CommittedOffsets,
  ConsumerGroup,
  ConsumerGroups,
  GroupMember,
} from "#live/core/cluster/consumer-groups.ts";
import { type ApiVersions, versionsOf } from "../api-versions.ts";
import type { Brokers } from "../reading/brokers.ts";
import { isTransient } from "../retry-while-unsettled.ts";
import { BROKER_TIMEOUT_MS, withTimeout } from "../with-timeout.ts";
import {
  CONSUMER_GROUP_DESCRIBE,
  type DescribedGroup,
  describeClassic,
  describeConsumer,
} from "./describe-groups.ts";
import { fetchCommitted, OFFSET_FETCH } from "./offset-fetch.ts";

/** Groups per request, so that no answer is huge. */
const GROUPS_AT_ONCE = 200;
const LIST_GROUPS = 16;
/** ListGroups says from this version of which protocol a group is. */
const WITH_TYPES = 5;
/** COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE and NOT_COORDINATOR. */
const UNSETTLED = [14, 15, 16];

interface ListedGroup {
  readonly id: string;
  readonly state: string;
  /** `classic`, `consumer` or another; older brokers know only classic ones. */
  readonly type: string;
}

/**
 * Reads all consumer groups of the known brokers. Each broker is asked for those that it coordinates, so that no
 * coordinator is looked up: that would create the topic of the offsets.
 *
 * @param explain a broker's error as a clause
 * @throws the error of a broker if none of them answers, or of one that is not ready
 */
export async function readGroups(
  brokers: Brokers,
  explain: (error: unknown) => string,
): Promise<ConsumerGroups> {
  const answers = await Promise.allSettled(
    brokers.knownIds().map((id) => {
      const asking = brokers.connect(id).then((connection) => groupsOf(connection));
      return withTimeout(asking, BROKER_TIMEOUT_MS);
    }),
  );
  const failures = answers.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  const unsettled = failures.find(isTransient);
  if (unsettled !== undefined) throw unsettled;
  if (failures.length === answers.length && failures.length > 0) throw failures[0];
  const found = answers.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  return {
    groups: found.sort((a, b) => (a.id < b.id ? -1 : 1)),
    unread: failures.map(explain),
  };
}

async function groupsOf(connection: Connection): Promise<ConsumerGroup[]> {
  const versions = await versionsOf(connection);
  const listed = await listGroups(connection, versions.get(LIST_GROUPS) ?? 0);
  const groups: ConsumerGroup[] = [];
  for (let start = 0; start < listed.length; start += GROUPS_AT_ONCE) {
    const some = listed.slice(start, start + GROUPS_AT_ONCE);
    const [committed, members] = await Promise.all([
      committedOf(connection, some, versions),
      membersOf(connection, some, versions),
    ]);
    for (const { id, state } of some) {
      groups.push({ id, state, members: members.get(id), committed: committed.get(id) });
    }
  }
  return groups;
}

async function listGroups(connection: Connection, version: number): Promise<ListedGroup[]> {
  const { api } = version >= WITH_TYPES ? listGroupsV5 : listGroupsV4;
  const { groups } = await api.async(connection, [], []);
  return groups
    .map((one) => ({ id: one.groupId, state: one.groupState, type: typeOf(one) }))
    .filter(({ type }) => type !== "share");
}

function typeOf(group: object): string {
  const { groupType = "classic" } = group as { readonly groupType?: string };
  return groupType.toLowerCase();
}

async function committedOf(
  connection: Connection,
  groups: readonly ListedGroup[],
  versions: ApiVersions,
): Promise<Map<string, CommittedOffsets>> {
  if ((versions.get(OFFSET_FETCH.key) ?? 0) < OFFSET_FETCH.version) return new Map();
  const fetched = await fetchCommitted(
    connection,
    groups.map(({ id }) => id),
  );
  return new Map(
    fetched.filter(({ errorCode }) => isKnown(errorCode)).map((one) => [one.id, one.committed]),
  );
}

async function membersOf(
  connection: Connection,
  groups: readonly ListedGroup[],
  versions: ApiVersions,
): Promise<Map<string, readonly GroupMember[] | undefined>> {
  const ofType = (wanted: string) => groups.flatMap(({ id, type }) => (type === wanted ? id : []));
  const canDescribe = versions.has(CONSUMER_GROUP_DESCRIBE.key);
  const described = await Promise.all([
    describe(describeClassic, connection, ofType("classic")),
    describe(describeConsumer, connection, canDescribe ? ofType("consumer") : []),
  ]);
  const known = described.flat().filter(({ errorCode }) => isKnown(errorCode));
  return new Map(known.map(({ id, members }) => [id, members]));
}

function describe(
  ask: (connection: Connection, ids: readonly string[]) => Promise<DescribedGroup[]>,
  connection: Connection,
  ids: readonly string[],
): Promise<DescribedGroup[]> {
  return ids.length === 0 ? Promise.resolve([]) : ask(connection, ids);
}

/** Whether a group was answered; not if this login may not see it, or if it has just ended. */
function isKnown(errorCode: number): boolean {
  if (UNSETTLED.includes(errorCode)) throw new ProtocolError(errorCode);
  return errorCode === 0;
}
