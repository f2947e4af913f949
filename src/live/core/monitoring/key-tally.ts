import type { KeySink } from "#core/keys/key-sink.ts";
import { murmur2Partitioner } from "#core/partitioners/murmur2.ts";
import type { SampledKeys } from "./live-spread.ts";

/**
 * Counts the keys of a small sample by their hashes and lengths, so that no key is kept in memory. Of
 * 10,000 keys, two are taken for one in 1 of 100 samples.
 */
export class KeyTally implements KeySink {
  readonly #counts = new Map<string, number>();
  #records = 0;

  add(bytes: Uint8Array, start: number, end: number, count: number): void {
    const key = `${murmur2Partitioner.hash(bytes, start, end)}:${end - start}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
    this.#records += count;
  }

  /** A record without a key is placed by no key. */
  addNull(): void {}

  /** Undefined if no record has a key. */
  keys(): SampledKeys | undefined {
    if (this.#records === 0) return undefined;
    const keysByCount = new Map<number, number>();
    let most = 0;
    for (const count of this.#counts.values()) {
      keysByCount.set(count, (keysByCount.get(count) ?? 0) + 1);
      most = Math.max(most, count);
    }
    return { keysByCount, hottestShare: most / this.#records };
  }
}
