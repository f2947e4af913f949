import { closeSync, readSync } from "node:fs";
import type { Chunks } from "#core/compression/chunks.ts";
import { fileChanged } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { DetailSink } from "#core/keys/details/record-details.ts";
import type { ChosenFormat, KeyFormatName } from "#core/keys/formats.ts";
import type { KeyReader } from "#core/keys/key-reader.ts";
import { readChunks } from "#core/keys/read-chunks.ts";
import type { RowPlan } from "#core/keys/row-plan.ts";
import { DetailTally } from "#core/tally/detail-tally.ts";
import type { RecordedDetails } from "#core/tally/recorded-details.ts";
import { partitionerOf } from "#core/tally/spec.ts";
import { kernelPlacement } from "./engine/kernel-placement.ts";
import { type LineFile, USUAL_SIZES } from "./engine/line-ranges.ts";
import type { RowFile } from "./engine/row-ranges.ts";
import { RowsRefused } from "./engine/rows-refused.ts";
import type { KeyFile } from "./find-key-files.ts";
import type { KeyCounting, OnRead } from "./key-counting.ts";
import { openLineFile } from "./line-file.ts";

/** The formats whose readers come to have a plan. */
const FORMATS: readonly (KeyFormatName | undefined)[] = ["csv", "tsv", "jsonl", "kcat"];
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
    const plan = () => planFor(reader.plan, counting.details);
    const beginning = new Beginning(opened, plan);
    await readChunks(beginning.chunks(), reader, {
      label: file.label,
      source: file.source,
      chosen,
      keyType: "string",
      onChunk: beginning.onRead,
    });
    counting.hasCounts ||= reader.hasCounts === true;
    const rows = plan();
    if (rows === undefined) {
      onRead(opened.size);
      return true;
    }
    isOpen = false;
    const rest = rowFile(opened, beginning.end, rows, isInTurn);
    addSums(counting.details, await engine.countFile(rest, onRead));
    return true;
  } finally {
    if (isOpen) closeSync(opened.descriptor);
  }
}

/** How the engine reads rows, and for whom it adds up what is known besides their keys. */
export type EnginePlan = Pick<RowFile, "rows" | "detailsBy">;

/**
 * A reader's plan, if the engine can do all that is asked for. For details of each key or window, every
 * record is passed on by the reader.
 */
export function planFor(
  rows: RowPlan | undefined,
  details: DetailSink | undefined,
): EnginePlan | undefined {
  if (rows === undefined) return undefined;
  const { places } = rows.details;
  if (rows.kind !== "kcat" && places.length === 0) return { rows, detailsBy: undefined };
  // Without anybody to add them up for, those that the user named are still to be checked.
  if (details === undefined && !places.some(({ isNamed }) => isNamed)) {
    return { rows, detailsBy: undefined };
  }
  const detailsBy = details instanceof DetailTally ? details.sumsBy : undefined;
  const isKnown = detailsBy && kernelPlacement(partitionerOf(detailsBy)) !== undefined;
  return isKnown ? { rows, detailsBy } : undefined;
}

/** @throws RowsRefused if they add up to too much, at a place that the reader knows */
export function addSums(details: DetailSink | undefined, sums: readonly RecordedDetails[]): void {
  if (!(details instanceof DetailTally)) return;
  try {
    for (const one of sums) details.addSums(one);
  } catch (error) {
    throw error instanceof UserError ? new RowsRefused() : error;
  }
}

/** The rows of a file from a place on. */
export function rowFile(
  file: LineFile,
  start: number,
  plan: EnginePlan,
  isInTurn: boolean,
): RowFile {
  const shared = { ...file, start, ...plan, isInTurn };
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
  readonly #plan: () => EnginePlan | undefined;
  readonly #pieceBytes: number;

  /** @param plan how the engine would read the rest, if it can by now */
  constructor(file: LineFile, plan: () => EnginePlan | undefined, pieceBytes = PIECE_BYTES) {
    this.#pieceBytes = pieceBytes;
    this.#file = file;
    this.#plan = plan;
  }

  onRead = async (): Promise<void> => {
    this.#isRead = true;
  };

  get #hasPlan(): boolean {
    return this.#isRead && this.#plan() !== undefined;
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
