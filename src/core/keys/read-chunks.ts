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
  /** How the file is called in errors. */
  readonly label: string;
  readonly chosen: ChosenFormat;
  readonly keyType: KeyType;
  /** Called after each chunk. */
  readonly onChunk?: () => Promise<void>;
}

/**
 * Gives the plain bytes of a file to its reader.
 *
 * @throws UserError at file:line for the first thing that is wrong
 */
export async function readChunks(
  source: Chunks,
  reader: KeyReader,
  { label, chosen, keyType, onChunk }: ReadChunksOptions,
): Promise<void> {
  const { head, chunks } = await peek(source, HEAD_BYTES);
  const fault = faultOf(head, chosen, keyType);
  if (fault !== undefined) throw fault.at({ file: label });
  if (startsWith(head, SAMPLE_BEGINNING)) throw misnamedSample().at({ file: label });
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
 * What is wrong with a file by its beginning: it is something else than keys, or than its name
 * tells. A format that somebody named is not doubted, unless what is there cannot be text.
 *
 * @param bytes the first HEAD_BYTES, or all there are; more are not looked at
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
