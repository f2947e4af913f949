import { closeSync, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { fileChanged } from "../catalogue.ts";
import { UserError } from "../errors.ts";
import type { Chunks } from "./chunks.ts";
import { type KeyFile, STANDARD_INPUT } from "./find-key-files.ts";
import { systemError } from "./system-error.ts";

const CHUNK_BYTES = 1024 * 1024;

/** The plain bytes of a file or standard input; gzip and zstd are told by their content. */
export async function* openBytes(
  { path, label }: Pick<KeyFile, "path" | "label">,
  onRead: (bytes: number) => void,
): Chunks {
  const raw = path === STANDARD_INPUT ? standardInput(label) : fileChunks(path, label);
  const { head, chunks } = await peek(counted(raw, onRead), 4);
  try {
    if (isGzip(head)) yield* (await import("./gzip.ts")).gunzip(chunks);
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
    head = head.length === 0 && value.length >= bytes ? value : Buffer.concat([head, value]);
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

export function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}

const STANDARD_INPUT_DESCRIPTOR = 0;

/** A file on standard input may change as any other may. */
async function* standardInput(label: string): Chunks {
  const before = fstatSync(STANDARD_INPUT_DESCRIPTOR);
  yield* process.stdin;
  refuseChange(before, STANDARD_INPUT_DESCRIPTOR, label);
}

function refuseChange(before: Stats, file: number, label: string): void {
  const { size, mtimeMs } = fstatSync(file);
  const hasChanged = size !== before.size || mtimeMs !== before.mtimeMs;
  if (before.isFile() && hasChanged) throw fileChanged().at(label);
}

/** For the next file: fresh memory costs more than reading a small one. */
let idleBuffer: Buffer | undefined;

/** Synchronous reads into one buffer: for a file on disk, faster than a stream of new buffers. */
async function* fileChunks(path: string, label: string): Chunks {
  const next = "Check its permissions and that it is a file with keys.";
  try {
    const file = openSync(path, "r");
    try {
      const before = fstatSync(file);
      const buffer = idleBuffer ?? Buffer.allocUnsafe(CHUNK_BYTES);
      idleBuffer = undefined;
      for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer)) {
        yield buffer.subarray(0, bytes);
      }
      refuseChange(before, file, label);
      idleBuffer = buffer;
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw isSystemError(cause) ? systemError(cause, "the key file", label, next) : cause;
  }
}

function isSystemError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === "string";
}

async function* counted(source: Chunks, onRead: (bytes: number) => void): Chunks {
  for await (const chunk of source) {
    onRead(chunk.length);
    yield chunk;
  }
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
