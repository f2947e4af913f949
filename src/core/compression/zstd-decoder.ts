/// <reference path="./webassembly.d.ts" />
import { libzstdBase64 } from "#generated/libzstd.js";

/** As much as one block of a frame holds, which is the most that is decoded at once. */
const BUFFER_BYTES = 128 * 1024;
/** ZSTD_outBuffer and ZSTD_inBuffer: three words of 32 bits each. */
const STREAMS_BYTES = 24;
/** It begins with 16 MiB; frames with large windows leave more behind, which cannot be given back. */
const SMALL_BYTES = 32 * 1024 * 1024;

/** What libzstd's streaming decoder exports; pointers are offsets in its memory. */
interface Libzstd {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): number;
  ZSTD_decompressStream(context: number, output: number, input: number): number;
}

let compiled: WebAssembly.Module | undefined;

/** libzstd's decoder in WebAssembly, for one stream at a time. */
export class ZstdDecoder {
  readonly #lib: Libzstd;
  readonly #input: number;
  readonly #output: number;
  readonly #streams: number;
  #context = 0;
  /** Of the last call: 0 at the end of a frame, below 0 an error's number negated. */
  #result = 0;

  constructor() {
    compiled ??= new WebAssembly.Module(bytesOfBase64(libzstdBase64));
    // It tells that its memory has moved; it is looked up for every call here.
    const env = { emscripten_notify_memory_growth: () => {} };
    const { exports } = new WebAssembly.Instance(compiled, { env });
    this.#lib = exports as unknown as Libzstd;
    this.#input = this.#lib.malloc(BUFFER_BYTES);
    this.#output = this.#lib.malloc(BUFFER_BYTES);
    this.#streams = this.#lib.malloc(STREAMS_BYTES);
  }

  /** Whether it is worth keeping for another stream. */
  get isSmall(): boolean {
    return this.#lib.memory.buffer.byteLength <= SMALL_BYTES;
  }

  /** Whether all that was begun has ended. */
  get isAtFrameEnd(): boolean {
    return this.#result === 0;
  }

  /** To be called before a stream's first bytes, and `end` after its last. */
  begin(): void {
    this.#context = this.#lib.ZSTD_createDCtx();
    this.#result = 0;
  }

  end(): void {
    this.#lib.ZSTD_freeDCtx(this.#context);
  }

  /**
   * The plain bytes, in pieces that are overwritten once the next one is asked for.
   *
   * @returns the number of libzstd's error, 0 for none
   */
  *decode(compressed: Uint8Array): Generator<Uint8Array, number> {
    for (let start = 0; start < compressed.length; start += BUFFER_BYTES) {
      const piece = compressed.subarray(start, start + BUFFER_BYTES);
      new Uint8Array(this.#lib.memory.buffer).set(piece, this.#input);
      let taken = 0;
      let given = 0;
      do {
        [taken, given] = this.#step(piece.length, taken);
        if (this.#result < 0) return -this.#result;
        if (given > 0) yield new Uint8Array(this.#lib.memory.buffer, this.#output, given);
        // A full buffer may not have held all, unless a frame has ended with it.
      } while (taken < piece.length || (given === BUFFER_BYTES && this.#result !== 0));
    }
    return 0;
  }

  /** One call: how many bytes of the input are taken by then, and how many it gave out. */
  #step(inputBytes: number, taken: number): [taken: number, given: number] {
    const { memory, ZSTD_decompressStream } = this.#lib;
    const words = [this.#output, BUFFER_BYTES, 0, this.#input, inputBytes, taken];
    new Uint32Array(memory.buffer, this.#streams, words.length).set(words);
    this.#result = ZSTD_decompressStream(this.#context, this.#streams, this.#streams + 12);
    const [, , given = 0, , , end = 0] = new Uint32Array(memory.buffer, this.#streams, 6);
    return [end, given];
  }
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
