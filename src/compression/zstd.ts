import { Decompress } from "fzstd";
import xxhash from "xxhash-wasm";
import { concatBytes } from "../bytes.ts";
import type { Chunks } from "./chunks.ts";

const ZSTD_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const SKIPPABLE_MASK = 0xfffffff0;
const RLE_BLOCK = 1;
/** What the zstd program accepts without --long. */
const MAX_WINDOW_LOG = 27;
const MAX_WINDOW_BYTES = 2 ** MAX_WINDOW_LOG;

/** Why compressed bytes could not be read. */
export class ZstdError extends Error {
  override readonly name = "ZstdError";
  readonly cutShort: boolean;

  constructor(message: string, cutShort = false) {
    super(message);
    this.cutShort = cutShort;
  }
}

/**
 * Decompresses zstd frames (RFC 8878) block by block, so that memory stays bounded however well
 * they are packed. fzstd decodes the blocks; frames, skippable ones and checksums are seen to here,
 * because fzstd does not look at them.
 *
 * @throws ZstdError for anything that is not whole and right
 */
export async function* unzstd(compressed: Chunks): Chunks {
  const input = new ByteReader(compressed);
  const { create64 } = await xxhash();
  for (;;) {
    const magicBytes = await input.takeOrEnd(4);
    if (magicBytes === undefined) return;
    const magic = uint(magicBytes);
    if (magic === ZSTD_MAGIC) yield* frame(magicBytes, input, create64());
    else if ((magic & SKIPPABLE_MASK) >>> 0 === SKIPPABLE_MAGIC)
      await input.skip(uint(await input.take(4)));
    else throw new ZstdError("unknown bytes between frames");
  }
}

type Hash = ReturnType<Awaited<ReturnType<typeof xxhash>>["create64"]>;

async function* frame(magic: Uint8Array, input: ByteReader, hash: Hash): Chunks {
  let ready: Uint8Array[] = [];
  const decompressor = new Decompress((chunk) => ready.push(chunk));
  const { header, hasChecksum } = await frameHeader(input);
  decompressor.push(concatBytes(magic, header));
  for (let last = false; !last; ) {
    const blockHeader = await input.take(3);
    const bits = uint(blockHeader);
    last = (bits & 1) === 1;
    const isRle = ((bits >>> 1) & 3) === RLE_BLOCK;
    const content = await input.take(isRle ? 1 : bits >>> 3);
    decompressor.push(concatBytes(blockHeader, content), last && !hasChecksum);
    for (const chunk of ready) {
      hash.update(chunk);
      yield chunk;
    }
    ready = [];
  }
  if (!hasChecksum) return;
  const expected = uint(await input.take(4));
  if (Number(hash.digest() & 0xffffffffn) !== expected) throw new ZstdError("wrong checksum");
}

/** RFC 8878, 3.1.1.1: what follows the magic number, up to the first block. */
async function frameHeader(
  input: ByteReader,
): Promise<{ header: Uint8Array; hasChecksum: boolean }> {
  const [descriptor = 0] = await input.take(1);
  const singleSegment = (descriptor & 0x20) !== 0;
  const window = await input.take(singleSegment ? 0 : 1);
  const dictionary = await input.take([0, 1, 2, 4][descriptor & 3] as number);
  const sizeBytes = [singleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6] as number;
  const contentSize = await input.take(sizeBytes);
  if (dictionary.some((byte) => byte !== 0)) throw new ZstdError("a dictionary is needed");
  const tooWide = (window[0] ?? 0) >>> 3 > MAX_WINDOW_LOG - 10;
  const tooLong = singleSegment && uint(contentSize) > MAX_WINDOW_BYTES;
  if (tooWide || tooLong) throw new ZstdError("its window is over 128 MiB");
  const header = concatBytes(Uint8Array.of(descriptor), window, dictionary, contentSize);
  return { header, hasChecksum: (descriptor & 4) !== 0 };
}

/** A little-endian number of up to 8 bytes (exact below 2^53). */
function uint(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

/** Takes bytes off a stream in pieces of any size. */
class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: Chunks) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes. @throws ZstdError where the stream ends before */
  async take(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      const piece = await this.#upTo(length - filled);
      if (piece === undefined) throw new ZstdError("it ends too early", true);
      bytes.set(piece, filled);
      filled += piece.length;
    }
    return bytes;
  }

  /** The same, but undefined where the stream is over. */
  async takeOrEnd(length: number): Promise<Uint8Array | undefined> {
    const first = await this.#upTo(1);
    return first && concatBytes(first, await this.take(length - 1));
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0; ) {
      const piece = await this.#upTo(left);
      if (piece === undefined) throw new ZstdError("it ends too early", true);
      left -= piece.length;
    }
  }

  async #upTo(length: number): Promise<Uint8Array | undefined> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#chunks.next();
      if (done) return undefined;
      this.#rest = value;
    }
    const piece = this.#rest.slice(0, length);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }
}
