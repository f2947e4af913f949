import { startsWith } from "../bytes.ts";
import type { Chunks } from "../compression/chunks.ts";
import { peek } from "../compression/plain-bytes.ts";
import { misnamedSample } from "../errors/messages.ts";
import { UserError } from "../errors/user-error.ts";
import { foreignContent } from "./foreign-content.ts";
import type { KeyReader } from "./key-reader.ts";

export const HEAD_BYTES = 64 * 1024;
export const UTF8_BOM = [0xef, 0xbb, 0xbf];
const SAMPLE_BEGINNING = [...new TextEncoder().encode('{"skew_sample":')];

export interface ReadChunksOptions {
  /** How the file is called in errors. */
  readonly label: string;
  /** Whether somebody said what is in it, so that it is not doubted. */
  readonly isFormatGiven: boolean;
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
  { label, isFormatGiven, onChunk }: ReadChunksOptions,
): Promise<void> {
  const { head, chunks } = await peek(source, HEAD_BYTES);
  const foreign = isFormatGiven ? undefined : foreignContent(head.subarray(0, HEAD_BYTES));
  if (foreign !== undefined) throw foreign.at({ file: label });
  if (startsWith(head, SAMPLE_BEGINNING)) throw misnamedSample().at({ file: label });
  if (head.length === 0) return;
  let skip = startsWith(head, UTF8_BOM) ? UTF8_BOM.length : 0;
  try {
    for await (const chunk of chunks) {
      reader.push(chunk.subarray(skip));
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
