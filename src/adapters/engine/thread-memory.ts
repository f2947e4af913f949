import type { Shared } from "./shared-memory.ts";

/**
 * One thread's access to the shared memory, which may grow at any time, so no view of it is kept.
 */
export class ThreadMemory {
  readonly shared: Shared;
  /** Address of the thread's own area. */
  readonly area: number;
  readonly thread: number;

  constructor(shared: Shared, thread: number) {
    this.shared = shared;
    this.thread = thread;
    this.area = shared.areas[thread] as number;
  }

  get buffer(): SharedArrayBuffer {
    return this.shared.memory.buffer;
  }

  /** A word of any thread's memory. */
  word(address: number): number {
    return new Uint32Array(this.buffer, address, 1)[0] as number;
  }

  /** A word of this thread's state. */
  get(offset: number): number {
    return this.word(this.area + offset);
  }

  set(offset: number, value: number): void {
    new Uint32Array(this.buffer, this.area + offset, 1)[0] = value;
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.buffer, address, length);
  }
}
