import { type Connection, describeGroupsV5, Reader, Writer } from "@platformatic/kafka";
import type { AssignedPartitions, GroupMember } from "#live/core/cluster/consumer-groups.ts";
import { responseOf } from "../failure-signs.ts";
import { sendRequest } from "../send-request.ts";

/** What classic groups whose members read partitions call their protocol. */
const CONSUMER_PROTOCOL = "consumer";
/** KIP-848; brokers have it since 3.7. */
export const CONSUMER_GROUP_DESCRIBE = { key: 69, version: 0 };

export interface DescribedGroup {
  readonly id: string;
  readonly errorCode: number;
  /** Undefined if they do not say which partitions they read. */
  readonly members: readonly GroupMember[] | undefined;
}

/** Describes groups whose members join and sync. */
export async function describeClassic(
  connection: Connection,
  ids: readonly string[],
): Promise<DescribedGroup[]> {
  const { groups } = await describeGroupsV5.api
    .async(connection, [...ids], false)
    .catch((error: unknown) => withErrors(error));
  return groups.map(({ groupId: id, errorCode, protocolType, members }) => {
    const found = members.map(({ memberId, clientId, clientHost: host, memberAssignment }) => {
      const partitions = assignmentOf(memberAssignment);
      return partitions === undefined ? undefined : { id: memberId, clientId, host, partitions };
    });
    const areKnown = protocolType === CONSUMER_PROTOCOL || members.length === 0;
    const known = found.filter((member) => member !== undefined);
    return {
      id,
      errorCode,
      members: areKnown && known.length === found.length ? known : undefined,
    };
  });
}

/** The library throws for one group, and keeps the response. */
function withErrors(error: unknown): describeGroupsV5.DescribeGroupsResponse {
  const response = responseOf(error);
  if (response === undefined) throw error;
  return response as describeGroupsV5.DescribeGroupsResponse;
}

/**
 * ConsumerProtocolAssignment, which the members themselves write. Empty before they are assigned any;
 * undefined if it is not one.
 */
function assignmentOf(bytes: Buffer): AssignedPartitions | undefined {
  if (bytes.length === 0) return new Map();
  try {
    const reader = Reader.from(bytes);
    reader.readInt16();
    return new Map(
      reader.readArray(
        () => [reader.readString(false), reader.readArray(() => reader.readInt32(), false, false)],
        false,
        false,
      ),
    );
  } catch {
    return undefined;
  }
}

/**
 * Describes groups of the new protocol. The library's function reads the subscribed topics as one text
 * (1.35.0), so that what follows makes no sense.
 */
export function describeConsumer(
  connection: Connection,
  ids: readonly string[],
): Promise<DescribedGroup[]> {
  return sendRequest(connection, {
    ...CONSUMER_GROUP_DESCRIBE,
    encode: () => {
      return Writer.create()
        .appendArray([...ids], (writer, id) => writer.appendString(id), true, false)
        .appendBoolean(false)
        .appendTaggedFields();
    },
    decode: (reader) => {
      reader.readInt32();
      return reader.readArray(decodeGroup);
    },
  });
}

function decodeGroup(reader: Reader): DescribedGroup {
  const errorCode = reader.readInt16();
  reader.readNullableString();
  const id = reader.readString();
  reader.readString();
  // Epochs of the group and of its assignment, and the assignor.
  reader.readInt32();
  reader.readInt32();
  reader.readString();
  const members = reader.readArray(decodeMember);
  reader.readInt32();
  return { id, errorCode, members };
}

function decodeMember(reader: Reader): GroupMember {
  const id = reader.readString();
  // Instance and rack.
  reader.readNullableString();
  reader.readNullableString();
  reader.readInt32();
  const clientId = reader.readString();
  const host = reader.readString();
  // Subscriptions.
  reader.readArray(() => reader.readString(), true, false);
  reader.readNullableString();
  const partitions = decodeAssignment(reader);
  // What the member is to read when others have given it up.
  decodeAssignment(reader);
  return { id, clientId, host, partitions };
}

function decodeAssignment(reader: Reader): AssignedPartitions {
  const topics = reader.readArray((): [string, number[]] => {
    reader.readUUID();
    return [reader.readString(), reader.readArray(() => reader.readInt32(), true, false)];
  });
  reader.readTaggedFields();
  return new Map(topics);
}
