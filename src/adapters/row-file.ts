import { closeSync, readSync } from "node:fs";
import type { Chunks } from "#core/compression/chunks.ts";
import { fileChanged } from "#core/errors/messages.ts";
import type { ChosenFormat, KeyFormatName } from "#core/keys/formats.ts";
import type { KeyReader } from "#core/keys/key-reader.ts";
import { readChunks } from "#core/keys/read-chunks.ts";
import type { RowPlan } from "#core/keys/row-plan.ts";
import { type LineFile, USUAL_SIZES } from "./engine/line-ranges.ts";
import type { RowFile } from "./engine/row-ranges.ts";
import type { KeyFile } from "./find-key-files.ts";
import type { KeyCounting, OnRead } from "./key-counting.ts";
import { openLineFile } from "./line-file.ts";

/** The formats whose readers come to have a plan. */
const FORMATS: readonly (KeyFormatName | undefined)[] = ["csv", "tsv", "jsonl"];
const PIECE_BYTES = 128 * 1024;
const LF = 0x0a;

export interface RowReading {
  readonly chosen: ChosenFormat;
  readonly open: () => Promise<KeyReader>;
  readonly counting: KeyCounting;
  readonly onRead: OnRead;
  readonly isInTurn: boolean;
}

/**
 * Counts the rows of a large regular file: the first ones by their reader, all others by the engine as
 * soon as the reader has a plan for them. False where that cannot be: nothing is counted then.
 *
 * @throws UserError for what the reader refuses, RowsRefused for what the engine does
 */
export async function countRowFile(file: KeyFile, reading: RowReading): Promise<boolean> {
  const { chosen, open, counting, onRead, isInTurn } = reading;
  if (!FORMATS.includes(chosen.format)) return false;
  const opened = await openLineFile(file, chosen);
  if (opened === undefined) return false;
  let isOpen = true;
  try {
    const engine = await counting.useEngine();
    if (engine === undefined) return false;
    const reader = await open();
    const beginning = new Beginning(opened, reader);
    await readChunks(beginning.chunks(), reader, {
      label: file.label,
      source: file.source,
      chosen,
      keyType: "string",
      onChunk: beginning.onRead,
    });
    counting.hasCounts ||= reader.hasCounts === true;
    const rows = reader.plan;
    if (rows === undefined) {
      onRead(opened.size);
      return true;
    }
    isOpen = false;
    await engine.countFile(rowFile(opened, beginning.end, rows, isInTurn), onRead);
    return true;
  } finally {
    if (isOpen) closeSync(opened.descriptor);
  }
}

/** The rows of a file from a place on. */
export function rowFile(file: LineFile, start: number, rows: RowPlan, isInTurn: boolean): RowFile {
  const shared = { ...file, start, rows, isInTurn };
  if (!isInTurn) return shared;
  const { sizes = USUAL_SIZES } = file;
  return { ...shared, sizes: { ...sizes, rangeBytes: file.size } };
}

/** The part of a file that its reader reads: until it has a plan, or all. */
export class Beginning {
  end = 0;
  /** Whether the reader has read all that was taken out of the file. */
  #isRead = false;
  readonly #file: LineFile;
  readonly #reader: KeyReader;

  readonly #pieceBytes: number;

  constructor(file: LineFile, reader: KeyReader, pieceBytes = PIECE_BYTES) {
    this.#pieceBytes = pieceBytes;
    this.#file = file;
    this.#reader = reader;
  }

  onRead = async (): Promise<void> => {
    this.#isRead = true;
  };

  get #hasPlan(): boolean {
    return this.#isRead && this.#reader.plan !== undefined;
  }

  async *chunks(): Chunks {
    const { descriptor, size } = this.#file;
    const piece = new Uint8Array(this.#pieceBytes);
    do {
      const bytes = readSync(
        descriptor,
        piece,
        0,
        Math.min(piece.length, size - this.end),
        this.end,
      );
      if (bytes === 0) throw fileChanged();
      const isLast = this.end + bytes === size;
      const lineEnd = piece.subarray(0, bytes).lastIndexOf(LF) + 1;
      const whole = isLast || lineEnd === 0 ? bytes : lineEnd;
      this.#isRead = false;
      yield piece.subarray(0, whole);
      this.end += whole;
    } while (this.end < size && !this.#hasPlan);
  }
}
