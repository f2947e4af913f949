import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine } from "#adapters/engine/engine.ts";
import { addSums, Beginning, planFor, rowFile } from "#adapters/row-file.ts";
import { startsWith } from "#core/bytes.ts";
import type { Chunks } from "#core/compression/chunks.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { ReaderContext } from "#core/keys/codecs.ts";
import { type ChosenFormat, type KeyFormatName, openReader } from "#core/keys/formats.ts";
import type { KeyCounts } from "#core/keys/key-counts.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import type { KeyReader } from "#core/keys/key-reader.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { UTF8_BOM } from "#core/keys/read-chunks.ts";
import { DetailTally, type TopicPlacement } from "#core/tally/detail-tally.ts";
import type { RecordedDetails } from "#core/tally/recorded-details.ts";

/** A file of rows, and how it is read. */
export interface Case {
  readonly content: Buffer;
  readonly format: KeyFormatName;
  readonly location: KeyLocation;
  /** Of what is read at once. */
  readonly pieceBytes: number;
  readonly rangeBytes: number;
  readonly readBytes: number;
  readonly isInTurn: boolean;
  readonly by: TopicPlacement;
}

/** All keys with their counts, records without one, and details; or the error; or "refused". */
export type Outcome = string;

/** How the rows were read. */
export interface Fast {
  readonly outcome: Outcome;
  /** Whether the kernel has read a part. */
  readonly isByKernel: boolean;
}

const LABEL = "keys";
const context: ReaderContext = {
  codecs: {
    gzip: () => {
      throw new Error("text needs no codec");
    },
    deflateRaw: () => {
      throw new Error("text needs no codec");
    },
  },
  keyType: "string",
  folderColumns: new Map(),
};

function chosenFor({ format }: Case): ChosenFormat & { readonly format: KeyFormatName } {
  return { format, isNamed: true };
}

/** As the reader of the format reads it. */
export async function readSlowly(one: Case): Promise<Outcome> {
  const table = new KeyTable();
  return outcomeOf(async () => {
    const details = new DetailTally(one.by);
    const sink = sinkOf(table, details);
    const reader = await openReader(chosenFor(one), sink, one.location, context);
    await readPieces(pieces([one.content]), reader);
    return text(table, details);
  });
}

const folder = mkdtempSync(join(tmpdir(), "skew-contract-rows-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** By the reader until it has a plan, then by the kernel. */
export async function readFast(one: Case): Promise<Fast> {
  const path = join(folder, "rows");
  writeFileSync(path, one.content);
  const descriptor = openSync(path, "r");
  const engine = Engine.create({ threads: 1 });
  if (engine === undefined) throw new Error("the kernel does not run here");
  let isByKernel = false;
  let isOpen = true;
  try {
    const outcome = await outcomeOf(async () => {
      const details = new DetailTally(one.by);
      const sink = sinkOf(engine, details);
      const reader = await openReader(chosenFor(one), sink, one.location, context);
      const sizes = { ...one, tailBytes: one.readBytes };
      const opened = { label: LABEL, descriptor, start: 0, size: one.content.length, sizes };
      const planOf = () => planFor(reader.plan, details);
      const beginning = new Beginning(opened, planOf, one.pieceBytes);
      await readPieces(beginning.chunks(), reader, beginning.onRead);
      const plan = planOf();
      if (plan !== undefined) {
        isOpen = false;
        isByKernel = beginning.end < opened.size;
        const rest = rowFile(opened, beginning.end, plan, one.isInTurn);
        addSums(details, await engine.countFile(rest, () => {}));
      }
      await engine.finish();
      return text(engine, details);
    });
    return { outcome, isByKernel };
  } finally {
    if (isOpen) closeSync(descriptor);
    await engine.release();
  }
}

async function* pieces(all: readonly Uint8Array[]): Chunks {
  yield* all;
}

/**
 * As readChunks does, but without looking at the first 64 KiB: both ways do so, and all these files are
 * smaller.
 */
async function readPieces(
  chunks: Chunks,
  reader: KeyReader,
  onRead: () => Promise<void> = async () => {},
): Promise<void> {
  try {
    let isFirst = true;
    for await (const chunk of chunks) {
      const skip = isFirst && startsWith(chunk, UTF8_BOM) ? UTF8_BOM.length : 0;
      isFirst = false;
      await reader.push(chunk.subarray(skip));
      await onRead();
    }
    await reader.end();
  } catch (error) {
    if (!(error instanceof UserError) || reader.line === undefined) throw error;
    throw error.at({ file: LABEL, line: reader.line });
  }
}

/**
 * What both ways add up. Which partitioners explain the partitions is looked for record by record, so that
 * the gate reads files again by their reader if it may be another one than the contract's.
 */
export function sumsIn(details: DetailTally): RecordedDetails {
  const { recorded, ...others } = details.result();
  return { ...others, recorded: recorded && { ...recorded, found: undefined, about: undefined } };
}

/** Passes on keys and details, as KeyCounting does. */
function sinkOf(keys: KeySink, to: DetailTally): KeySink {
  return {
    add(bytes, start, end, count, details) {
      keys.add(bytes, start, end, count);
      if (details !== undefined) to.add(bytes, start, end, count, details);
    },
    addNull(count, details) {
      keys.addNull(count);
      if (details !== undefined) to.addNull(count, details);
    },
  };
}

async function outcomeOf(read: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && error.name === "RowsRefused") return "refused";
    if (error instanceof UserError) return JSON.stringify(error.parts);
    // A reader that breaks is to break in the same way.
    return String(error);
  }
}

function text(keys: KeyCounts, details: DetailTally): Outcome {
  const counts: [string, number][] = [];
  for (const { bytes, starts, ends, counts: of } of keys.blocks()) {
    of.forEach((count, i) => {
      counts.push([Buffer.from(bytes.slice(starts[i], ends[i])).toString("latin1"), count]);
    });
  }
  counts.sort(([a], [b]) => (a < b ? -1 : 1));
  const { recorded, time, bytes } = sumsIn(details);
  const perPartition = [recorded?.counts, bytes?.loads].map((all) => all && [...all]);
  return JSON.stringify([keys.nullRecords, counts, { recorded, time, bytes }, perPartition]);
}
