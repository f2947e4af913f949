import { concatBytes, startsWith } from "../../bytes.ts";
import { crc32 } from "../../compression/crc32.ts";
import { unsnappy } from "../../compression/snappy.ts";
import { unzstdBlock } from "../../compression/zstd-block.ts";
import {
  containerTooLarge,
  notContainer,
  unsupportedContainer,
} from "../../errors/container-messages.ts";
import { UserError } from "../../errors/user-error.ts";
import type { Codecs, ReaderContext } from "../codecs.ts";
import type { CreateKeyReader, KeyReader } from "../key-reader.ts";
import { AvroEnd, Cursor } from "./cursor.ts";
import { damagedAvro } from "./damaged.ts";
import { RecordReader } from "./records.ts";
import { parseSchema } from "./schema.ts";

const MAGIC = [0x4f, 0x62, 0x6a, 0x01];
const SYNC_BYTES = 16;
/** The longest two varints. */
const BLOCK_HEAD_BYTES = 20;
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const MAX_BLOCK_BYTES = 1024 * 1024 * 1024;

/** Avro object container files (Avro specification, "Object Container Files"), block by block. */
export const createAvroReader: CreateKeyReader = (sink, location, context) =>
  new AvroReader(
    (schema) => new RecordReader(parseSchema(schema), { sink, location, context }),
    context,
  );

interface Header {
  readonly codec: string;
  readonly sync: Uint8Array;
  readonly records: RecordReader;
}

class AvroReader implements KeyReader {
  readonly line = undefined;
  readonly #openRecords: (schema: string) => RecordReader;
  readonly #codecs: Codecs;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  /** The number of bytes from which it is worth parsing again. */
  #enough = MAGIC.length;
  #header: Header | undefined;

  constructor(openRecords: (schema: string) => RecordReader, { codecs }: ReaderContext) {
    this.#openRecords = openRecords;
    this.#codecs = codecs;
  }

  get hasCounts(): boolean {
    return this.#header?.records.hasCounts === true;
  }

  async push(chunk: Uint8Array): Promise<void> {
    this.#pieces.push(chunk.slice());
    this.#bytes += chunk.length;
    if (this.#bytes >= this.#enough) await this.#read(false);
  }

  async end(): Promise<void> {
    await this.#read(true);
    if (this.#header === undefined) throw damagedAvro("its header ends too early");
    if (this.#bytes > 0) throw damagedAvro("a block ends too early");
    this.#header.records.end();
  }

  async #read(isAll: boolean): Promise<void> {
    try {
      await this.#readBlocks(concatBytes(...this.#pieces), isAll);
    } catch (cause) {
      if (cause instanceof AvroEnd) throw damagedAvro("a value ends too early", cause);
      // Thrown by typed arrays if a damaged size is out of bounds.
      throw cause instanceof RangeError ? damagedAvro("a size is wrong", cause) : cause;
    }
  }

  async #readBlocks(bytes: Uint8Array, isAll: boolean): Promise<void> {
    let at = 0;
    if (this.#header === undefined) at = this.#readHeader(bytes, isAll);
    for (let header = this.#header; header !== undefined && at < bytes.length; ) {
      const block = blockAt(bytes, at, isAll);
      if (block === undefined || block.end > bytes.length) {
        this.#enough = block === undefined ? BLOCK_HEAD_BYTES : block.end - at;
        break;
      }
      const sync = bytes.subarray(block.end - SYNC_BYTES, block.end);
      if (!startsWith(sync, [...header.sync])) {
        throw damagedAvro("a block does not end where its size says");
      }
      const packed = bytes.subarray(block.start, block.end - SYNC_BYTES);
      header.records.readBlock(await this.#unpack(packed, header.codec), block.records);
      at = block.end;
    }
    this.#pieces = [bytes.subarray(at)];
    this.#bytes = bytes.length - at;
  }

  /** Where the blocks begin; 0 if more bytes are needed. */
  #readHeader(bytes: Uint8Array, isAll: boolean): number {
    if (!startsWith(bytes, MAGIC)) throw notContainer("Avro");
    try {
      const cursor = new Cursor(bytes);
      cursor.take(MAGIC.length);
      const metadata = readMetadata(cursor);
      const start = cursor.take(SYNC_BYTES);
      const sync = bytes.slice(start, start + SYNC_BYTES);
      const codec = metadata.get("avro.codec") ?? "null";
      const schema = metadata.get("avro.schema");
      if (schema === undefined) throw damagedAvro("its schema is missing");
      this.#header = { codec, sync, records: this.#openRecords(schema) };
      this.#enough = 1;
      return cursor.at;
    } catch (error) {
      const isWhole = isAll || bytes.length > MAX_HEADER_BYTES;
      if (isWhole || !(error instanceof AvroEnd)) throw error;
      this.#enough = bytes.length * 2;
      return 0;
    }
  }

  async #unpack(packed: Uint8Array, codec: string): Promise<Uint8Array> {
    try {
      if (codec === "null") return packed;
      if (codec === "deflate") return await this.#codecs.deflateRaw(packed, MAX_BLOCK_BYTES);
      if (codec === "zstandard") return await unzstdBlock(packed, MAX_BLOCK_BYTES);
      if (codec === "snappy") return unsnappyChecked(packed);
    } catch (cause) {
      throw cause instanceof UserError
        ? cause
        : damagedAvro("a block cannot be decompressed", cause);
    }
    throw unsupportedContainer("Avro", `compression ${codec}`);
  }
}

/** Undefined if more bytes are needed. */
function blockAt(bytes: Uint8Array, at: number, isAll: boolean) {
  if (!isAll && bytes.length - at < BLOCK_HEAD_BYTES) return undefined;
  const cursor = new Cursor(bytes);
  cursor.at = at;
  const records = cursor.size();
  const length = cursor.size();
  if (length > MAX_BLOCK_BYTES) throw containerTooLarge("Avro", "block", "1 GiB");
  return { records, start: cursor.at, end: cursor.at + length + SYNC_BYTES };
}

/** A map of bytes, in blocks like every map. */
function readMetadata(cursor: Cursor): Map<string, string> {
  const decoder = new TextDecoder();
  const text = () => {
    const length = cursor.size();
    const start = cursor.take(length);
    return decoder.decode(cursor.bytes.subarray(start, start + length));
  };
  const metadata = new Map<string, string>();
  for (let count = Number(cursor.long()); count !== 0; count = Number(cursor.long())) {
    if (count < 0) cursor.skipVarint();
    for (let i = 0; i < Math.abs(count); i++) metadata.set(text(), text());
  }
  return metadata;
}

/** snappy, followed by the big-endian CRC-32 of the plain bytes. */
function unsnappyChecked(packed: Uint8Array): Uint8Array {
  if (packed.length < 4) throw damagedAvro("a block ends too early");
  const plain = unsnappy(packed.subarray(0, -4), MAX_BLOCK_BYTES);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  if (crc32(plain) !== view.getInt32(packed.length - 4)) throw damagedAvro("a checksum is wrong");
  return plain;
}
