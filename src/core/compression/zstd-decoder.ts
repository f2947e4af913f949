/// <reference path="./webassembly.d.ts" />
import { libzstdBase64 } from "#generated/libzstd.js";
import { bytesOfBase64 } from "./base64.ts";

/** The largest block of a frame, which is the most that is decoded at once. */
const BUFFER_BYTES = 128 * 1024;
/** ZSTD_outBuffer and ZSTD_inBuffer: three words of 32 bits each. */
const STREAMS_BYTES = 24;
/** The memory starts at 16 MiB. Frames with large windows make it grow, and it never shrinks. */
const SMALL_BYTES = 32 * 1024 * 1024;

/** The exports of libzstd's streaming decoder; pointers are offsets in its memory. */
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
  /**
   * The result of the last call: 0 at the end of a frame; a negative error number after an error.
   */
  #result = 0;

  constructor() {
    compiled ??= new WebAssembly.Module(bytesOfBase64(libzstdBase64));
    // Called when its memory has moved. Nothing to do: every call here looks it up.
    const env = { emscripten_notify_memory_growth: () => {} };
    const { exports } = new WebAssembly.Instance(compiled, { env });
    this.#lib = exports as unknown as Libzstd;
    this.#input = this.#lib.malloc(BUFFER_BYTES);
    this.#output = this.#lib.malloc(BUFFER_BYTES);
    this.#streams = this.#lib.malloc(STREAMS_BYTES);
  }

  /** Whether to keep it for another stream. */
  get isSmall(): boolean {
    return this.#lib.memory.buffer.byteLength <= SMALL_BYTES;
  }

  /** Whether all frames are complete. */
  get isAtFrameEnd(): boolean {
    return this.#result === 0;
  }

  /** Call this before a stream's first bytes, and `end` after its last. */
  begin(): void {
    this.#context = this.#lib.ZSTD_createDCtx();
    this.#result = 0;
  }

  end(): void {
    this.#lib.ZSTD_freeDCtx(this.#context);
  }

  /**
   * The plain bytes, in pieces that are overwritten when the next one is requested.
   *
   * @returns libzstd's error number, or 0
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
        // If the buffer is full, there may be more, unless the frame has ended.
      } while (taken < piece.length || (given === BUFFER_BYTES && this.#result !== 0));
    }
    return 0;
  }

  /** One call. Returns how many input bytes have been read so far, and how many bytes it wrote. */
  #step(inputBytes: number, taken: number): [taken: number, given: number] {
    const { memory, ZSTD_decompressStream } = this.#lib;
    const words = [this.#output, BUFFER_BYTES, 0, this.#input, inputBytes, taken];
    new Uint32Array(memory.buffer, this.#streams, words.length).set(words);
    this.#result = ZSTD_decompressStream(this.#context, this.#streams, this.#streams + 12);
    const [, , given = 0, , , end = 0] = new Uint32Array(memory.buffer, this.#streams, 6);
    return [end, given];
  }
}
