import { concatBytes, startsWith } from "../bytes.ts";
import { notCompressed } from "../errors/compression-messages.ts";
import { UserError } from "../errors/user-error.ts";
import type { Chunks } from "./chunks.ts";

const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

/** The plain bytes of a gzip stream; supplied by the platform. */
export type Gunzip = (compressed: Chunks) => Chunks;

/**
 * The plain bytes of a file; gzip and zstd are recognized by their content.
 *
 * @param label the file's name in errors
 */
export async function* plainBytes(
  source: Chunks,
  label: string,
  loadGunzip: () => Promise<Gunzip>,
): Chunks {
  const { head, chunks } = await peek(source, 4);
  try {
    if (isGzip(head)) yield* (await loadGunzip())(chunks);
    else if (isZstd(head)) yield* (await import("./zstd.ts")).unzstd(chunks);
    else {
      refuseMisnamed(head, label);
      yield* chunks;
    }
  } catch (cause) {
    throw cause instanceof UserError ? cause.at({ file: label }) : decompressionError(cause, label);
  }
}

function refuseMisnamed(head: Uint8Array, label: string): void {
  const ending = compressedEnding(label);
  if (ending === undefined) return;
  if (head.length > 0) throw notCompressed(ending).at({ file: label });
  throw Object.assign(new Error("it is empty"), { code: "Z_BUF_ERROR" });
}

/** The extension of a name for compressed files, if it has one. */
export function compressedEnding(name: string): string | undefined {
  return /\.(gz|gzip|zst|zstd)$/i.exec(name)?.[0];
}

/** The first bytes (all, if there are fewer) and the entire stream. */
export async function peek(
  source: Chunks,
  bytes: number,
): Promise<{ head: Uint8Array; chunks: Chunks }> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < bytes) {
    const { value, done } = await iterator.next();
    if (done) break;
    head = head.length === 0 && value.length >= bytes ? value : concatBytes(head, value);
  }
  async function* whole(): Chunks {
    if (head.length > 0) yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, chunks: whole() };
}

export function isCompressed(head: Uint8Array): boolean {
  return isGzip(head) || isZstd(head);
}

function isGzip(head: Uint8Array): boolean {
  return startsWith(head, [0x1f, 0x8b]);
}

/**
 * A frame, or one that decoders skip, which pzstd writes first (RFC 8878). One wrong bit at the
 * beginning is accepted, so that the decoder refuses the file: no UTF-8 text begins like this.
 */
function isZstd(head: Uint8Array): boolean {
  const [first = 0] = head;
  const skippable = (first & 0xf0) === 0x50 && startsWith(head.subarray(1), [0x2a, 0x4d, 0x18]);
  return skippable || (head.length >= ZSTD_MAGIC.length && wrongBits(head, ZSTD_MAGIC) <= 1);
}

/** How many bits differ from the beginning. */
function wrongBits(head: Uint8Array, beginning: readonly number[]): number {
  let bits = 0;
  for (const [i, byte] of beginning.entries()) {
    for (let rest = byte ^ (head[i] as number); rest > 0; rest &= rest - 1) bits++;
  }
  return bits;
}

function decompressionError(cause: unknown, label: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const { code, cutShort = code === "Z_BUF_ERROR" } = cause as {
    code?: unknown;
    cutShort?: boolean;
  };
  const known = String(code).startsWith("Z_") || cause.name === "ZstdError";
  if (!known) return cause;
  return new UserError(
    {
      what: cutShort ? "the compressed file is cut short" : "the compressed file is damaged",
      where: { file: label },
      next: "Write it again. Nothing was judged, because some keys are missing.",
    },
    { cause },
  );
}
