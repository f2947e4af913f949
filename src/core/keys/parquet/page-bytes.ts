import type { RandomAccess } from "../random-access.ts";
import { damagedParquet } from "./damaged.ts";
import { type Shape, ThriftEnd, ThriftReader, type ThriftStruct } from "./thrift.ts";

/** The header before a page. */
export interface PageHeader {
  readonly kind: "data" | "dictionary" | "other";
  readonly packedBytes: number;
  readonly plainBytes: number;
  readonly crc: number | undefined;
  readonly values: number;
  readonly encoding: number;
  /** Version 1: the encoding of the definition levels. */
  readonly levelEncoding: number | undefined;
  /** Version 2: the size of the levels, which are not compressed. */
  readonly levelBytes: number | undefined;
  readonly isPacked: boolean;
  /** Version 2: how many rows have no value. */
  readonly nulls: number | undefined;
}

/** parquet.thrift: PageHeader, without statistics. */
const HEADER_SHAPE: Shape = {
  1: "value",
  2: "value",
  3: "value",
  4: "value",
  5: { 1: "value", 2: "value", 3: "value" },
  7: { 1: "value", 2: "value" },
  8: { 1: "value", 2: "value", 4: "value", 5: "value", 6: "value", 7: "value" },
};

/** As many as most pages have: those of larger ones are read twice. */
const WINDOW_BYTES = 1024 * 1024;
/** Statistics in a header hold whole values. */
const MAX_HEADER_BYTES = 64 * 1024 * 1024;

/** The bytes of a column in a row group, in order. One window of them is in memory. */
export class PageBytes {
  readonly #file: RandomAccess;
  readonly #end: number;
  /** The position of the next byte in the file. */
  #position: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart: number;

  constructor(file: RandomAccess, start: number, end: number) {
    this.#file = file;
    this.#position = start;
    this.#windowStart = start;
    this.#end = end;
  }

  async header(): Promise<PageHeader> {
    for (let wanted = 1024; ; wanted *= 8) {
      const bytes = await this.#peek(wanted);
      const reader = new ThriftReader(bytes);
      try {
        const header = headerOf(reader.struct(HEADER_SHAPE));
        this.#position += reader.offset;
        return header;
      } catch (cause) {
        const isAll = bytes.length >= this.#end - this.#position || wanted > MAX_HEADER_BYTES;
        if (!(cause instanceof ThriftEnd)) throw cause;
        if (isAll) throw damagedParquet("a page is missing", cause);
      }
    }
  }

  /** Exactly the next `length` bytes. */
  async take(length: number): Promise<Uint8Array> {
    const bytes = await this.#peek(length);
    if (bytes.length < length) throw damagedParquet("a page ends too early");
    this.#position += length;
    return bytes.subarray(0, length);
  }

  /** At least the next `length` bytes, or all that are left. */
  async #peek(length: number): Promise<Uint8Array> {
    const left = this.#end - this.#position;
    const from = this.#position - this.#windowStart;
    if (this.#window.length - from < Math.min(length, left)) {
      const bytes = Math.min(Math.max(length, WINDOW_BYTES), left);
      this.#window = await this.#file.read(this.#position, bytes);
      this.#windowStart = this.#position;
    }
    return this.#window.subarray(this.#position - this.#windowStart);
  }
}

function headerOf(header: ThriftStruct): PageHeader {
  const kind = header.size(1);
  const sizes = { plainBytes: header.size(2), packedBytes: header.size(3), crc: header.int(4) };
  const [one, dictionary, two] = [header.struct(5), header.struct(7), header.struct(8)];
  const common = {
    ...sizes,
    levelEncoding: undefined,
    levelBytes: undefined,
    isPacked: true,
    nulls: undefined,
  };
  if (kind === 0 && one !== undefined) {
    const [values, encoding] = [one.size(1), one.size(2)];
    return { ...common, kind: "data", values, encoding, levelEncoding: one.int(3) };
  }
  if (kind === 2 && dictionary !== undefined) {
    const [values, encoding] = [dictionary.size(1), dictionary.size(2)];
    return { ...common, kind: "dictionary", values, encoding };
  }
  if (kind === 3 && two !== undefined) {
    const levelBytes = two.size(5) + two.size(6);
    const isPacked = !two.isFalse(7);
    return {
      ...common,
      kind: "data",
      values: two.size(1),
      nulls: two.size(2),
      encoding: two.size(4),
      levelBytes,
      isPacked,
    };
  }
  if (kind !== 1) throw damagedParquet("a page is of an unknown kind");
  return { ...common, kind: "other", values: 0, encoding: 0 };
}
