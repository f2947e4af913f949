import { concatBytes, startsWith } from "../bytes.ts";
import { UserError } from "../errors.ts";
import type { Chunks } from "./chunks.ts";

/** The plain bytes of a gzip stream: what runs this brings its own. */
export type Gunzip = (compressed: Chunks) => Chunks;

/**
 * The plain bytes of a file; gzip and zstd are told by their content.
 *
 * @param label how the file is called in errors
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
    else yield* chunks;
  } catch (cause) {
    throw cause instanceof UserError ? cause : decompressionError(cause, label);
  }
}

/** The first bytes (all there are, if fewer than asked for) and the whole again. */
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

/** A frame, or one that decoders skip, as pzstd writes first (RFC 8878). */
function isZstd(head: Uint8Array): boolean {
  const [first = 0] = head;
  const skippable = (first & 0xf0) === 0x50 && startsWith(head.subarray(1), [0x2a, 0x4d, 0x18]);
  return skippable || startsWith(head, [0x28, 0xb5, 0x2f, 0xfd]);
}

function decompressionError(cause: unknown, label: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const { code, cutShort = code === "Z_BUF_ERROR" } = cause as {
    code?: unknown;
    cutShort?: boolean;
  };
  // fzstd numbers its errors, zlib's begin with Z_, our frame reader's are ZstdErrors.
  const known = typeof code === "number" || String(code).startsWith("Z_");
  if (!known && cause.name !== "ZstdError" && !(cause instanceof RangeError)) return cause;
  return new UserError(
    {
      what: cutShort ? "the compressed file is cut short" : "the compressed file is damaged",
      where: label,
      next: "Write it again; nothing was judged, because a part of the keys is missing.",
    },
    { cause },
  );
}
