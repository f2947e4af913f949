import { startsWith } from "../bytes.ts";
import type { Chunks } from "../compression/chunks.ts";
import { peek } from "../compression/plain-bytes.ts";
import { misnamedSample } from "../errors/sample-messages.ts";
import { UserError } from "../errors/user-error.ts";
import { foreignContent } from "./foreign-content.ts";
import { type ChosenFormat, hasMagic } from "./formats.ts";
import type { KeyReader } from "./key-reader.ts";
import type { KeyType } from "./key-type.ts";
import { headOf, lookAt } from "./look/index.ts";

export const HEAD_BYTES = 64 * 1024;
export const UTF8_BOM = [0xef, 0xbb, 0xbf];
const SAMPLE_BEGINNING = [...new TextEncoder().encode('{"skew_sample":')];

export interface ReadChunksOptions {
  /** The file's name in errors. */
  readonly label: string;
  readonly chosen: ChosenFormat;
  readonly keyType: KeyType;
  /** Called after each chunk. */
  readonly onChunk?: () => Promise<void>;
}

/**
 * Passes the plain bytes of a file to its reader.
 *
 * @throws UserError at file:line for the first error
 */
export async function readChunks(
  source: Chunks,
  reader: KeyReader,
  { label, chosen, keyType, onChunk }: ReadChunksOptions,
): Promise<void> {
  const { head, chunks } = await peek(source, HEAD_BYTES);
  if (startsWith(head, SAMPLE_BEGINNING)) throw misnamedSample().at({ file: label });
  const fault = faultOf(head, chosen, keyType);
  if (fault !== undefined) throw fault.at({ file: label });
  if (head.length === 0 && !hasMagic(chosen.format)) return;
  let skip = startsWith(head, UTF8_BOM) ? UTF8_BOM.length : 0;
  try {
    for await (const chunk of chunks) {
      const isRead = reader.push(chunk.subarray(skip));
      if (isRead !== undefined) await isRead;
      skip = 0;
      await onChunk?.();
    }
    await reader.end();
  } catch (error) {
    const { line } = reader;
    const isPlaced = error instanceof UserError && line !== undefined;
    throw isPlaced ? error.at({ file: label, line }) : error;
  }
}

/**
 * What is wrong with a file, judging by its beginning: it does not contain keys, or is not what its
 * name says. A format that the user named is accepted, unless the content cannot be text.
 *
 * @param bytes the first HEAD_BYTES, or all there are; more are ignored
 */
export function faultOf(
  bytes: Uint8Array,
  { format, isNamed }: ChosenFormat,
  keyType: KeyType,
): UserError | undefined {
  const head = bytes.subarray(0, HEAD_BYTES);
  if (hasMagic(format)) return undefined;
  const foreign = foreignContent(head, isNamed);
  if (foreign !== undefined || isNamed || head.length === 0) return foreign;
  const start = startsWith(head, UTF8_BOM) ? UTF8_BOM.length : 0;
  return lookAt(headOf(head.subarray(start), head.length < HEAD_BYTES), format, keyType);
}
