import { type Connection, type Reader, Writer } from "@platformatic/kafka";
import type { CommittedOffsets } from "#live/core/cluster/consumer-groups.ts";
import { sendRequest } from "../send-request.ts";

/** The first version that asks for several groups; brokers have it since 3.0. */
export const OFFSET_FETCH = { key: 9, version: 8 };

interface FetchedGroup {
  readonly id: string;
  readonly errorCode: number;
  readonly committed: CommittedOffsets;
}

/**
 * Fetches all offsets that these groups have committed, of topics that this login may see. The
 * library's function must be given the topics.
 */
export function fetchCommitted(
  connection: Connection,
  groups: readonly string[],
): Promise<FetchedGroup[]> {
  return sendRequest(connection, {
    ...OFFSET_FETCH,
    encode: () => {
      return Writer.create()
        .appendArray([...groups], (writer, id) => {
          // No list of topics means all of them.
          writer.appendString(id).appendArray(null, () => {});
        })
        .appendBoolean(false)
        .appendTaggedFields();
    },
    decode: (reader) => {
      reader.readInt32();
      return reader.readArray(decodeGroup);
    },
  });
}

function decodeGroup(reader: Reader): FetchedGroup {
  const id = reader.readString();
  const topics = reader.readArray(decodeTopic);
  return { id, errorCode: reader.readInt16(), committed: new Map(topics) };
}

function decodeTopic(reader: Reader): [string, Map<number, bigint>] {
  const name = reader.readString();
  const offsets = new Map<number, bigint>();
  reader.readArray(() => {
    const partition = reader.readInt32();
    const offset = reader.readInt64();
    reader.readInt32();
    reader.readNullableString();
    const errorCode = reader.readInt16();
    if (errorCode === 0 && offset >= 0n) offsets.set(partition, offset);
  });
  return [name, offsets];
}
