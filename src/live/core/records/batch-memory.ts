/// <reference path="../../../core/compression/webassembly.d.ts" />
import { bytesOfBase64 } from "#core/compression/base64.ts";
import { batchesBase64 } from "#generated/batches.js";
import { BatchError } from "./batch-error.ts";
import { ColumnBuffer } from "./record-columns.ts";

/** The exports of kernel/batches/index.ts. */
interface BatchKernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  makeTables(): void;
  crc32c(start: number, end: number): number;
  unlz4(from: number, end: number, first: number, to: number, limit: number): number;
  unsnappy(from: number, end: number, to: number, length: number): number;
  layColumns(at: number, records: number): void;
  setBatch(baseOffset: number, lastDelta: number, baseTimeMs: number, appendTimeMs: number): void;
  setSpan(start: number, end: number): void;
  readRecords(start: number, end: number, count: number): number;
  nextRecord(): number;
}

const PAGE_BYTES = 65_536;
/** Before it are the kernel's tables. */
const COLUMNS = PAGE_BYTES;
/** Records that the columns have room for. */
export const MOST_RECORDS = 16_384;
const BYTES_PER_RECORD = 36;
/** Where a batch is put. */
export const INPUT = COLUMNS + MOST_RECORDS * BYTES_PER_RECORD;
/** The kernel reads and writes up to so many bytes beyond an end. */
const SLACK_BYTES = 16;

let compiled: WebAssembly.Module | undefined;

/** The kernel that reads batches, with its memory, which grows and is never given back. */
export class BatchMemory {
  readonly kernel: BatchKernel;
  readonly columns = new ColumnBuffer();

  constructor() {
    compiled ??= new WebAssembly.Module(bytesOfBase64(batchesBase64));
    const { exports } = new WebAssembly.Instance(compiled, {});
    this.kernel = exports as unknown as BatchKernel;
    this.kernel.makeTables();
    this.kernel.layColumns(COLUMNS, MOST_RECORDS);
    this.reserve(INPUT);
  }

  /** All of it; another array after it has grown. */
  get bytes(): Uint8Array {
    return this.columns.bytes;
  }

  /** Makes room up to an address. @throws BatchError */
  reserve(end: number): void {
    const { memory } = this.kernel;
    const lacking = end + SLACK_BYTES - memory.buffer.byteLength;
    try {
      // A quarter more, so that it does not grow for each batch that is a little larger.
      if (lacking > 0) memory.grow(Math.ceil((lacking + end / 4) / PAGE_BYTES));
    } catch (cause) {
      throw new BatchError("it needs more memory than there is", { cause });
    }
    if (this.bytes.buffer !== memory.buffer) this.columns.lay(memory.buffer, COLUMNS, MOST_RECORDS);
  }

  /** Copies bytes to an address; returns where they end. */
  put(at: number, bytes: Uint8Array): number {
    const end = at + bytes.length;
    this.reserve(end);
    this.bytes.set(bytes, at);
    return end;
  }
}
