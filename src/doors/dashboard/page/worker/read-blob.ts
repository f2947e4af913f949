import type { Chunks } from "#core/compression/chunks.ts";
import { plainBytes } from "#core/compression/plain-bytes.ts";
import { UserError } from "#core/errors/user-error.ts";

/** The decompressed bytes of a file; `onRead` receives the size of each raw chunk that is read. */
export function plainBlob(content: Blob, name: string, onRead: (bytes: number) => void): Chunks {
  return plainBytes(counted(chunksOf(content.stream()), onRead), name, async () => gunzip);
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): Chunks {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* counted(source: Chunks, onRead: (bytes: number) => void): Chunks {
  for await (const chunk of source) {
    onRead(chunk.length);
    yield chunk;
  }
}

async function* gunzip(compressed: Chunks): Chunks {
  const source = compressed[Symbol.asyncIterator]();
  const stream = new ReadableStream<BufferSource>({
    async pull(controller) {
      const { value, done } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value.slice());
    },
  });
  try {
    yield* chunksOf(stream.pipeThrough(new DecompressionStream("gzip")));
  } catch (cause) {
    throw explain(cause);
  }
}

/** Browsers word these errors differently. */
function explain(cause: unknown): unknown {
  if (!(cause instanceof TypeError)) return cause;
  if (/junk|trailing|additional|extra/i.test(cause.message)) {
    return new UserError({
      what: "the gzip file continues after its first member, and browsers read only the first",
      next: "Decompress it first, or use skew-contract check, which reads all members.",
    });
  }
  return Object.assign(new Error(cause.message), { code: "Z_DATA_ERROR" });
}
