import { damagedParquet } from "./damaged.ts";

/** The fields of a struct to read, and of the structs in it; all others are skipped. */
export interface Shape {
  readonly [field: number]: Shape | "value";
}

type ThriftValue = boolean | number | Uint8Array | readonly ThriftValue[] | ThriftStruct;

/** The bytes end too early. */
export class ThriftEnd extends Error {}

const TRUE = 1;
const FALSE = 2;
const MAX_DEPTH = 32;
const MAX_VARINT_BYTES = 10;

/** The fields of a struct that were read, by their ids. */
export class ThriftStruct {
  readonly #fields: ReadonlyMap<number, ThriftValue>;

  constructor(fields: ReadonlyMap<number, ThriftValue>) {
    this.#fields = fields;
  }

  has(field: number): boolean {
    return this.#fields.has(field);
  }

  int(field: number): number | undefined {
    const value = this.#fields.get(field);
    if (value !== undefined && typeof value !== "number") {
      throw damagedParquet("a number is missing");
    }
    return value;
  }

  /** A required number of 0 or more. */
  size(field: number): number {
    const value = this.int(field);
    if (value === undefined || !Number.isSafeInteger(value) || value < 0) {
      throw damagedParquet("a size is missing or wrong");
    }
    return value;
  }

  isFalse(field: number): boolean {
    return this.#fields.get(field) === false;
  }

  text(field: number): string {
    const value = this.#fields.get(field);
    if (!(value instanceof Uint8Array)) throw damagedParquet("a name is missing");
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(value);
  }

  struct(field: number): ThriftStruct | undefined {
    const value = this.#fields.get(field);
    if (value !== undefined && !(value instanceof ThriftStruct)) {
      throw damagedParquet("a part is missing");
    }
    return value;
  }

  structs(field: number): readonly ThriftStruct[] {
    const value = this.#fields.get(field);
    const isStruct = (one: ThriftValue): one is ThriftStruct => one instanceof ThriftStruct;
    if (!Array.isArray(value) || !value.every(isStruct)) throw damagedParquet("a list is missing");
    return value;
  }
}

/** Reads structs in Thrift's compact protocol (thrift-compact-protocol.md). */
export class ThriftReader {
  offset: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  /** @throws ThriftEnd if the bytes end before the struct does */
  struct(shape: Shape, depth = 0): ThriftStruct {
    return new ThriftStruct(this.#fields(shape, depth) as ReadonlyMap<number, ThriftValue>);
  }

  #fields(shape: Shape | undefined, depth: number): ReadonlyMap<number, ThriftValue> | undefined {
    if (depth > MAX_DEPTH) throw damagedParquet("its header is nested too deeply");
    const fields = shape && new Map<number, ThriftValue>();
    let id = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      const step = head >>> 4;
      id = step === 0 ? this.#zigzag() : id + step;
      const wanted = shape?.[id];
      const type = head & 15;
      const isBool = type === TRUE || type === FALSE;
      const value = isBool ? type === TRUE : this.#value(type, wanted, depth);
      if (wanted !== undefined && value !== undefined) fields?.set(id, value);
    }
    return fields;
  }

  #value(type: number, wanted: Shape | "value" | undefined, depth: number) {
    switch (type) {
      case TRUE:
      case FALSE:
        return this.#byte() === TRUE;
      case 3:
        return (this.#byte() << 24) >> 24;
      case 4:
      case 5:
      case 6:
        return this.#zigzag();
      case 7:
        this.#take(8);
        return undefined;
      case 8:
        return this.#take(this.#varint());
      case 9:
      case 10:
        return this.#list(wanted, depth);
      case 12: {
        const fields = this.#fields(wanted === "value" ? {} : wanted, depth + 1);
        return fields && new ThriftStruct(fields);
      }
      default:
        throw damagedParquet("its header has an unknown type");
    }
  }

  #list(wanted: Shape | "value" | undefined, depth: number): readonly ThriftValue[] | undefined {
    const head = this.#byte();
    const size = head >>> 4 === 15 ? this.#varint() : head >>> 4;
    // An element takes at least one byte.
    if (size > this.#bytes.length - this.offset) throw new ThriftEnd();
    const values: ThriftValue[] = [];
    for (let i = 0; i < size; i++) {
      const value = this.#value(head & 15, wanted, depth + 1);
      if (wanted !== undefined && value !== undefined) values.push(value);
    }
    return wanted === undefined ? undefined : values;
  }

  #byte(): number {
    if (this.offset >= this.#bytes.length) throw new ThriftEnd();
    return this.#bytes[this.offset++] as number;
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.offset) throw new ThriftEnd();
    this.offset += length;
    return this.#bytes.subarray(this.offset - length, this.offset);
  }

  /** Exact below 2^53; no field that is read is larger. */
  #varint(): number {
    let value = 0;
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      const byte = this.#byte();
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    throw damagedParquet("a number in its header is too long");
  }

  #zigzag(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
