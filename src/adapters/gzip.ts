import type { Transform } from "node:stream";
import { createGunzip, type Gunzip } from "node:zlib";
import type { Chunks } from "#core/compression/chunks.ts";

const CHUNK_BYTES = 256 * 1024;

/**
 * The plain bytes of a gzip stream: members one after another. NULs between them are skipped as
 * padding, and anything else is read as a member, as in Python's gzip. Node itself stops at a NUL.
 */
export async function* gunzip(compressed: Chunks): Chunks {
  const input = new Input(compressed);
  do yield* members(input);
  while (await input.skipNuls());
}

/** The members up to the next NUL after one. */
async function* members(input: Input): Chunks {
  const stream = createGunzip({ chunkSize: CHUNK_BYTES });
  const fed = feed(stream, input);
  // An error in the input ends the output with the same error.
  fed.catch((error) => stream.destroy(error));
  yield* stream;
  await fed;
}

/**
 * Chunk by chunk, because each one's memory is reused for the next. Unread bytes are given back.
 */
async function feed(stream: Transform & Gunzip, input: Input): Promise<void> {
  let given = 0;
  for (let chunk = await input.next(); chunk !== undefined; chunk = await input.next()) {
    given += chunk.length;
    await write(stream, chunk);
    const left = given - stream.bytesWritten;
    if (left > 0) return input.giveBack(chunk.subarray(chunk.length - left));
  }
  stream.end();
}

function write(stream: Transform, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

class Input {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #returned: Uint8Array | undefined;

  constructor(chunks: Chunks) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async next(): Promise<Uint8Array | undefined> {
    const returned = this.#returned;
    this.#returned = undefined;
    if (returned !== undefined) return returned;
    const { value, done } = await this.#chunks.next();
    return done ? undefined : value;
  }

  giveBack(rest: Uint8Array): void {
    this.#returned = rest;
  }

  /** Whether anything follows the NULs. */
  async skipNuls(): Promise<boolean> {
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) {
      const start = chunk.findIndex((byte) => byte !== 0);
      if (start >= 0) {
        this.giveBack(chunk.subarray(start));
        return true;
      }
    }
    return false;
  }
}
