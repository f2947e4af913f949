import type { BlockLoops, KeyBlock, KeyWithCount, Placement } from "#core/keys/key-counts.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import type { Kernel } from "./kernel.ts";
import { kernelHash, kernelRule } from "./kernel-placement.ts";
import type { ThreadMemory } from "./thread-memory.ts";

/** The keys in the kernel's columns, and the kernel's loops over them. */
export class ColumnBlock implements KeyBlock, BlockLoops {
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly counts: Float64Array;
  readonly empty: number;
  readonly #hashes: Uint32Array;
  readonly #list: Uint32Array;
  readonly #kernel: Kernel;
  readonly #memory: ThreadMemory;
  readonly #sumsAt: (bytes: number) => number;
  /** The hash function of all keys, or of the listed ones. */
  #hashed: Partitioner["hash"] | undefined;
  #areAllHashed = false;

  /** @param sumsAt returns the address of `bytes` bytes for sums */
  constructor(kernel: Kernel, memory: ThreadMemory, sumsAt: (bytes: number) => number) {
    this.#kernel = kernel;
    this.#memory = memory;
    this.#sumsAt = sumsAt;
    const { buffer } = memory;
    this.size = kernel.columnSize();
    this.bytes = new Uint8Array(buffer);
    this.starts = new Uint32Array(buffer, kernel.startsAddress(), this.size);
    this.ends = new Uint32Array(buffer, kernel.endsAddress(), this.size);
    this.counts = new Float64Array(buffer, kernel.countsAddress(), this.size);
    this.#hashes = new Uint32Array(buffer, kernel.hashesAddress(), this.size);
    this.#list = new Uint32Array(buffer, kernel.listAddress(), this.size);
    this.empty = kernel.findEmpty();
  }

  hashes({ hash }: Partitioner): Uint32Array {
    this.#hash(hash, this.size, false);
    return this.#hashes;
  }

  findNonText(): number {
    return this.#kernel.findNonText();
  }

  nextAbove(from: number, rank: KeyWithCount | undefined): number {
    const kernel = this.#kernel;
    if (rank === undefined) return kernel.nextAbove(from, 0, 0, 0);
    const address = kernel.keyAddress(this.#memory.area);
    // The kernel's keys are not longer, so it does not compare the rest of a longer key.
    const begin = rank.key.subarray(0, kernel.maxKeyBytes());
    this.#memory.bytes(address, begin.length).set(begin);
    return kernel.nextAbove(from, rank.count, address, rank.key.length);
  }

  loops(all: readonly Partitioner[]): BlockLoops | undefined {
    return all.every((one) => kernelRule(one) !== undefined) ? this : undefined;
  }

  sumRecords(by: Placement, loads: Float64Array, keysByCount: Float64Array): number {
    this.#hash(by.partitioner.hash, this.size, false);
    const at = this.#sumsAt(loads.byteLength + keysByCount.length * 4);
    // Not earlier: taking memory may have replaced the buffer.
    const { buffer } = this.#memory;
    const sums = new Float64Array(buffer, at, loads.length).fill(0);
    const keysAt = at + sums.byteLength;
    const keys = new Uint32Array(buffer, keysAt, keysByCount.length).fill(0);
    const [rule, partitions, except] = argumentsOf(by);
    const more = this.#kernel.sumRecords(rule, partitions, except, at, keysAt, keys.length);
    addAll(loads, sums);
    addAll(keysByCount, keys);
    return more;
  }

  placeKeys(by: Placement): void {
    this.#hash(by.partitioner.hash, this.size, false);
    this.#kernel.placeKeys(...argumentsOf(by));
  }

  keepPlaced(by: Placement, length: number): { kept: number; droppedRecords: number } {
    this.#hash(by.partitioner.hash, length, true);
    const kept = this.#kernel.keepPlaced(length, ...argumentsOf(by));
    return { kept, droppedRecords: this.#kernel.recordsDropped() };
  }

  /** Hashes the first keys, or the first listed ones. The list only becomes shorter. */
  #hash(hash: Partitioner["hash"], length: number, isListed: boolean): void {
    if (this.#hashed === hash && (isListed || this.#areAllHashed)) return;
    this.#hashed = hash;
    this.#areAllHashed = !isListed;
    const inKernel = kernelHash(hash);
    if (inKernel !== undefined) {
      this.#kernel[inKernel](length, isListed);
      return;
    }
    for (let at = 0; at < length; at++) {
      const i = isListed ? (this.#list[at] as number) : at;
      this.#hashes[i] = hash(this.bytes, this.starts[i] as number, this.ends[i] as number);
    }
  }
}

function argumentsOf({ partitioner, partitions, unplaced }: Placement): [number, number, number] {
  return [kernelRule(partitioner) ?? 0, partitions, unplaced];
}

function addAll(sums: Float64Array, more: Float64Array | Uint32Array): void {
  for (let i = 0; i < sums.length; i++) (sums[i] as number) += more[i] as number;
}
