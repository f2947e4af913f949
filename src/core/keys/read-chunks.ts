import { startsWith } from "../bytes.ts";
import type { Chunks } from "../compression/chunks.ts";
import { peek } from "../compression/plain-bytes.ts";
import { misnamedSample } from "../errors/sample-messages.ts";
import { UserError } from "../errors/user-error.ts";
import { type ChosenFormat, hasMagic } from "./formats.ts";
import type { KeyReading } from "./key-location.ts";
import type { KeyReader } from "./key-reader.ts";
import type { KeyType } from "./key-type.ts";
import { type Head, headOf } from "./look/head.ts";
import { mayBeForeign } from "./may-be-foreign.ts";

export const HEAD_BYTES = 64 * 1024;
export const UTF8_BOM = [0xef, 0xbb, 0xbf];
/** More than what database clients print below rows. */
export const END_BYTES = 64;
const SAMPLE_BEGINNING = [...new TextEncoder().encode('{"skew_sample":')];

export interface ReadChunksOptions {
  /** The file's name in errors. */
  readonly label: string;
  readonly chosen: ChosenFormat;
  readonly keyType: KeyType;
  /** What the file was found by and how it is read. */
  readonly source: KeyReading & { readonly path: string };
  /** Called after each chunk. */
  readonly onChunk?: () => Promise<void>;
}

/**
 * Passes the plain bytes of a file to its reader.
 *
 * @throws UserError at file:line for the first error
 */
export async function readChunks(
  bytes: Chunks,
  reader: KeyReader,
  options: ReadChunksOptions,
): Promise<void> {
  const { label, chosen, keyType, source, onChunk } = options;
  const { head, chunks } = await peek(bytes, HEAD_BYTES);
  if (startsWith(head, SAMPLE_BEGINNING)) throw misnamedSample().at({ file: label });
  // The memory of chunks may be reused while they are read.
  const kept = chosen.format === "lines" ? head : head.slice(0, HEAD_BYTES);
  const advised = async (error: UserError, line?: number) => {
    const { adviceOnHead } = await import("./look/advice-on-head.ts");
    const isWhole = kept.length < HEAD_BYTES;
    return adviceOnHead(error, { ...options, head: beginning(kept), isWhole, line });
  };
  const fault = await faultOf(head, chosen, keyType);
  if (fault !== undefined) throw (await advised(fault)).at({ file: label }, source);
  if (head.length === 0 && !hasMagic(chosen.format)) return;
  let skip = startsWith(head, UTF8_BOM) ? UTF8_BOM.length : 0;
  let end: number[] = [];
  try {
    for await (const chunk of chunks) {
      const isRead = reader.push(chunk.subarray(skip));
      if (isRead !== undefined) await isRead;
      skip = 0;
      end = [...end, ...chunk.subarray(-END_BYTES)].slice(-END_BYTES);
      await onChunk?.();
    }
    await reader.end();
    if (endsInRowCount(Uint8Array.from(end), chosen)) {
      throw (await import("./look/row-count.ts")).rowCountBelow();
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { line } = reader;
    throw (await advised(error, line)).at(
      { file: label, ...(line === undefined ? {} : { line }) },
      source,
    );
  }
}

/**
 * Whether the last line of lines is the number of rows above it, as psql prints it.
 *
 * @param end the last END_BYTES
 */
export function endsInRowCount(end: Uint8Array, { format, isNamed }: ChosenFormat): boolean {
  if (format !== "lines" || isNamed) return false;
  return /^\(\d+ rows?\)\s*$/m.test(new TextDecoder().decode(end));
}

/** Text, which nearly all files are, needs no list of other formats. */
async function foreignIn(head: Uint8Array, isNamed: boolean): Promise<UserError | undefined> {
  if (!mayBeForeign(head)) return undefined;
  const { foreignContent } = await import("./foreign-content.ts");
  return foreignContent(head, isNamed);
}

function beginning(bytes: Uint8Array): Head {
  const head = bytes.subarray(0, HEAD_BYTES);
  const start = startsWith(head, UTF8_BOM) ? UTF8_BOM.length : 0;
  return headOf(head.subarray(start), bytes.length < HEAD_BYTES);
}

/**
 * What is wrong with a file, judging by its beginning: it does not contain keys, or is not what its
 * name says. A format that the user named is accepted, unless the content cannot be text.
 *
 * @param bytes the first HEAD_BYTES, or all there are; more are ignored
 */
export async function faultOf(
  bytes: Uint8Array,
  { format, isNamed }: ChosenFormat,
  keyType: KeyType,
): Promise<UserError | undefined> {
  const head = bytes.subarray(0, HEAD_BYTES);
  if (hasMagic(format)) return undefined;
  const foreign = await foreignIn(head, isNamed);
  if (foreign !== undefined || isNamed || head.length === 0) return foreign;
  const content = beginning(head);
  if (content.isSurelyKeys && (format === "lines" || format === undefined)) return undefined;
  return (await import("./look/index.ts")).lookAt(content, format, keyType);
}
