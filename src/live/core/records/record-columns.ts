/** Records of one partition in columns, in their order. */
export interface RecordColumns {
  readonly size: number;
  /** What the positions of keys and values refer to. */
  readonly bytes: Uint8Array;
  readonly offsets: Float64Array;
  /** Create time or append time, as the topic is configured; NaN if a record has none. */
  readonly timesMs: Float64Array;
  /** Record i's key is `bytes[keyStarts[i], keyEnds[i])`; both are −1 if it is null. */
  readonly keyStarts: Int32Array;
  readonly keyEnds: Int32Array;
  /** The same for values. */
  readonly valueStarts: Int32Array;
  readonly valueEnds: Int32Array;
  /** Of the headers' names and values. */
  readonly headerBytes: Int32Array;
  /** Of the batch in the log, compressed and with its header, for each of its records. */
  readonly logBytesPerRecord: number;
}

/** The key of record i; null if it has none. */
export function keyAt({ bytes, keyStarts, keyEnds }: RecordColumns, i: number): Uint8Array | null {
  const start = keyStarts[i] as number;
  return start < 0 ? null : bytes.subarray(start, keyEnds[i]);
}

/** The value of record i; null if it has none. */
export function valueAt(records: RecordColumns, i: number): Uint8Array | null {
  const start = records.valueStarts[i] as number;
  return start < 0 ? null : records.bytes.subarray(start, records.valueEnds[i]);
}

/** Bytes of the key, the value and the headers of record i, without Kafka's own. */
export function recordBytes(columns: RecordColumns, i: number): number {
  const { keyStarts, keyEnds, valueStarts, valueEnds, headerBytes } = columns;
  const keyBytes = (keyEnds[i] as number) - (keyStarts[i] as number);
  const valueBytes = (valueEnds[i] as number) - (valueStarts[i] as number);
  return keyBytes + valueBytes + (headerBytes[i] as number);
}

/** The columns of the kernel's memory, which are filled again and again. */
export class ColumnBuffer implements RecordColumns {
  size = 0;
  logBytesPerRecord = 0;
  bytes = new Uint8Array(0);
  offsets = new Float64Array(0);
  timesMs = new Float64Array(0);
  keyStarts = new Int32Array(0);
  keyEnds = new Int32Array(0);
  valueStarts = new Int32Array(0);
  valueEnds = new Int32Array(0);
  headerBytes = new Int32Array(0);

  /** The columns begin at an address, one after another, each with room for as many records. */
  lay(memory: ArrayBuffer, at: number, records: number): void {
    const numbers = (before: number) => new Float64Array(memory, at + records * before, records);
    const positions = (before: number) => new Int32Array(memory, at + records * before, records);
    this.bytes = new Uint8Array(memory);
    this.offsets = numbers(0);
    this.timesMs = numbers(8);
    this.keyStarts = positions(16);
    this.keyEnds = positions(20);
    this.valueStarts = positions(24);
    this.valueEnds = positions(28);
    this.headerBytes = positions(32);
  }
}
