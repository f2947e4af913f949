import { kernelBase64 } from "#generated/kernel.js";

/** The exports of kernel/index.ts. Addresses and sizes are in bytes; `area` is a thread's. */
export interface Kernel {
  areaBytes(): number;
  chunkBytes(): number;
  maxKeyBytes(): number;
  makeCrcTables(): void;
  takeBytes(bytes: number): number;
  giveBackBytes(area: number, at: number, bytes: number): void;
  takeChunk(area: number): number;
  freeChunk(area: number, chunk: number): void;

  countLines(area: number, start: number, end: number): number;
  countKey(area: number, key: number, length: number, records: number): void;
  emptyFront(area: number): void;

  setCells(
    delimiter: number,
    hasQuotes: boolean,
    width: number,
    isExact: boolean,
    last: number,
    bounds: number,
  ): void;
  setColumns(key: number, count: number, partition: number, time: number, bytes: number): void;
  countSeparated(area: number, start: number, end: number): number;
  setPaths(paths: number, count: number, hasCount: boolean): void;
  setUtf8(mustBe: boolean): void;
  setMayLackKey(may: boolean): void;
  clearShapes(): void;
  countJson(area: number, start: number, end: number): number;
  setSums(sums: number, partitions: number, hash: number, rule: number, placesEmpty: boolean): void;
  setDetails(named: number, unit: number, addsKey: boolean): void;
  takeNulls(): number;
  unsnappy(from: number, end: number, to: number, length: number): number;
  countNumbers(
    area: number,
    start: number,
    count: number,
    isWide: boolean,
    isSigned: boolean,
  ): number;
  countTexts(area: number, start: number, end: number, count: number): number;

  partAddress(area: number, index: number): number;
  closeParts(area: number): void;
  freePart(area: number, part: number): void;
  movePart(from: number, to: number): void;
  keepRange(area: number, part: number, chunk: number, bits: number, range: number): void;

  columnBytes(entries: number): number;
  layColumns(at: number, entries: number): void;
  clearColumns(entries: number): void;
  growColumns(at: number, entries: number): void;
  addChain(head: number): void;
  appendColumns(area: number, part: number): void;
  columnSize(): number;
  startsAddress(): number;
  endsAddress(): number;
  countsAddress(): number;
  hashesAddress(): number;
  placesAddress(): number;
  listAddress(): number;
  findEmpty(): number;
  nextAbove(from: number, count: number, key: number, length: number): number;
  keyAddress(area: number): number;
  findNonText(): number;
  hashCrc32(length: number, isListed: boolean): void;
  hashDebezium(length: number, isListed: boolean): void;
  hashFnv1a(length: number, isListed: boolean): void;
  hashJava(length: number, isListed: boolean): void;
  hashJavaBytes(length: number, isListed: boolean): void;
  hashKafkaNode(length: number, isListed: boolean): void;
  hashMaxwell(length: number, isListed: boolean): void;
  hashMurmur2(length: number, isListed: boolean): void;
  hashXxh32(length: number, isListed: boolean): void;
  sumRecords(
    rule: number,
    partitions: number,
    except: number,
    loads: number,
    keysByCount: number,
    limit: number,
  ): number;
  placeKeys(rule: number, partitions: number, unplaced: number): void;
  keepPlaced(length: number, rule: number, partitions: number, unplaced: number): number;
  recordsDropped(): number;
}

/** Offsets and numbers from kernel/layout.ts that the host needs too. */
export const layout = {
  heapTop: 0,
  secretsAddress: 1024,
  secretWords: 68,
  /** The low words of two secrets, which must be odd. */
  oddSecretWords: [64, 66],
  chunks: 4,
  chunkLimit: 8,
  freeChunks: 12,
  chunkUsed: 4,
  parts: 256,
  /** Two more parts, for temporary results. */
  scratchPart: 256,
  secondScratchPart: 257,
  partHead: 8,
  partEntries: 16,
} as const;

/** What a value of a row is for: the numbers in kernel/json-path.ts. */
export const meanings = {
  key: 1,
  count: 2,
  partition: 4,
  time: 5,
  bytes: 6,
  payload: 7,
} as const;

export interface Host {
  makeRoom(): void;
  makeColumnRoom(): void;
  longKey(key: number, length: number, records: number): void;
  /** The number of a count that is not in plain digits. */
  oddCount(count: number, length: number): number;
  /** The value of a detail that is not in a usual form; −1 where it is unknown. */
  oddDetail(meaning: number, at: number, length: number): number;
  /** A line of JSON that is for the slow reader, with its line end. */
  oddLine(start: number, end: number): void;
  /** A row is wrong, or the kernel is not sure of it. */
  refuseRow(): void;
}

/** The compiled kernel, or undefined if WebAssembly lacks SIMD or threads. */
export function compileKernel(): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(Buffer.from(kernelBase64, "base64"));
  } catch {
    return undefined;
  }
}

const MEBIBYTE_PAGES = 16;
const MAX_PAGES = 65_536;

/**
 * The functions that return addresses: unsigned numbers, which WebAssembly returns as signed ones.
 */
const ADDRESSES: readonly (keyof Kernel)[] = [
  "takeBytes",
  "takeChunk",
  "countLines",
  "countSeparated",
  "countJson",
  "partAddress",
  "keyAddress",
  "startsAddress",
  "endsAddress",
  "countsAddress",
  "hashesAddress",
  "placesAddress",
  "listAddress",
];

/**
 * Address space of 4 GiB, of which only used pages take memory; undefined if that is not available.
 */
export function createMemory(): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({
      initial: 16 * MEBIBYTE_PAGES,
      maximum: MAX_PAGES,
      shared: true,
    });
  } catch {
    return undefined;
  }
}

export function startKernel(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  { makeRoom, makeColumnRoom, longKey, oddCount, oddDetail, oddLine, refuseRow }: Host,
): Kernel {
  const unsigned =
    <Result>(callback: (...args: number[]) => Result) =>
    (...args: number[]) =>
      callback(...args.map((arg) => (Number.isInteger(arg) && arg < 0 ? arg >>> 0 : arg)));
  const instance = new WebAssembly.Instance(module, {
    env: { memory },
    memory: { makeRoom },
    columns: { makeColumnRoom },
    lines: { longKey: unsigned((key, length) => longKey(key, length, 1)) },
    records: { longKey: unsigned(longKey) },
    cells: { oddCount: unsigned(oddCount), oddDetail: unsigned(oddDetail), giveUp: refuseRow },
    json: { oddLine: unsigned(oddLine) },
  });
  const kernel = { ...instance.exports } as Record<string, (...args: number[]) => number>;
  for (const name of ADDRESSES) {
    const address = instance.exports[name] as (...args: number[]) => number;
    kernel[name] = (...args) => address(...args) >>> 0;
  }
  return kernel as unknown as Kernel;
}
