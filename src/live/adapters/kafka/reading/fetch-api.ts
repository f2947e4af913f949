import { type Connection, Writer } from "@platformatic/kafka";
import type { AbortedTransaction } from "#live/core/records/aborted-batches.ts";
import { FETCH_KEY } from "../count-requests.ts";
import type { ResponseMemory } from "./response-memory.ts";

/** The newest version without topic ids, which brokers before 3.1 do not know; it has racks. */
const FETCH = { key: FETCH_KEY, version: 11 };
const READ_COMMITTED = 1;
/** How long a broker waits for records if there are none. */
const MAX_WAIT_MS = 500;

export interface FetchRequest {
  readonly maxBytes: number;
  /** Of this reader, for brokers that let it read from a replica nearby. */
  readonly rack: string;
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly WantedRecords[];
  }[];
}

export interface WantedRecords {
  readonly partition: number;
  readonly next: number;
  readonly maxBytes: number;
}

export interface FetchResponse {
  readonly throttleMs: number;
  readonly errorCode: number;
  /** Size of the response. */
  readonly bytes: number;
  readonly partitions: readonly FetchedPartition[];
}

export interface FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  readonly aborted: readonly AbortedTransaction[];
  /** The broker to read from instead, or −1. */
  readonly preferredReplica: number;
  /** Record batches as they are in the log. */
  readonly records: Uint8Array;
}

/**
 * Requests records; the library's own function would make an object of each.
 *
 * @param memory where the response is put: it is valid until the next one is
 */
export function fetchRecords(
  connection: Connection,
  request: FetchRequest,
  memory: ResponseMemory,
): Promise<FetchResponse> {
  return new Promise((resolve, reject) => {
    connection.send(
      FETCH.key,
      FETCH.version,
      () => encode(request),
      (_id, _key, _version, reader) => decode(memory.gather(reader.buffer)),
      false,
      false,
      (error, response) => {
        if (response === undefined || response === null) reject(error);
        else resolve(response);
      },
    );
  });
}

function encode({ maxBytes, rack, topics }: FetchRequest): Writer {
  return Writer.create()
    .appendInt32(-1)
    .appendInt32(MAX_WAIT_MS)
    .appendInt32(1)
    .appendInt32(maxBytes)
    .appendInt8(READ_COMMITTED)
    .appendInt32(0)
    .appendInt32(-1)
    .appendArray([...topics], encodeTopic, false, false)
    .appendArray([], () => {}, false, false)
    .appendString(rack, false);
}

function encodeTopic(writer: Writer, { name, partitions }: FetchRequest["topics"][number]): void {
  writer.appendString(name, false).appendArray(
    [...partitions],
    (each, { partition, next, maxBytes }) => {
      each
        .appendInt32(partition)
        .appendInt32(-1)
        .appendInt64(BigInt(next))
        .appendInt64(-1n)
        .appendInt32(maxBytes);
    },
    false,
    false,
  );
}

function decode(bytes: Buffer): FetchResponse {
  const fields = new Fields(bytes);
  const throttleMs = fields.int32();
  const errorCode = fields.int16();
  fields.int32();
  const partitions: FetchedPartition[] = [];
  for (let topics = fields.count(); topics > 0; topics--) {
    const topic = fields.text();
    for (let left = fields.count(); left > 0; left--) {
      partitions.push(decodePartition(topic, fields));
    }
  }
  return { throttleMs, errorCode, bytes: bytes.length, partitions };
}

function decodePartition(topic: string, fields: Fields): FetchedPartition {
  const partition = fields.int32();
  const errorCode = fields.int16();
  // High watermark, last stable offset and log start.
  for (let i = 0; i < 3; i++) fields.int64();
  const aborted: AbortedTransaction[] = [];
  for (let left = fields.count(); left > 0; left--) {
    aborted.push({ producerId: fields.int64(), firstOffset: Number(fields.int64()) });
  }
  const preferredReplica = fields.int32();
  const records = fields.bytes(fields.int32());
  return { topic, partition, errorCode, aborted, preferredReplica, records };
}

/** Reads fields one after another; throws a RangeError at the end of the bytes. */
class Fields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int16(): number {
    this.#at += 2;
    return this.#bytes.readInt16BE(this.#at - 2);
  }

  int32(): number {
    this.#at += 4;
    return this.#bytes.readInt32BE(this.#at - 4);
  }

  int64(): bigint {
    this.#at += 8;
    return this.#bytes.readBigInt64BE(this.#at - 8);
  }

  /** The length of an array; an absent one is empty. */
  count(): number {
    return Math.max(0, this.int32());
  }

  text(): string {
    return Buffer.from(this.bytes(this.int16())).toString();
  }

  /** Absent bytes, of length −1, are empty. */
  bytes(length: number): Uint8Array {
    const start = this.#at;
    this.#at += Math.max(0, length);
    if (this.#at > this.#bytes.length) throw new RangeError("the response is cut short");
    return this.#bytes.subarray(start, this.#at);
  }
}
