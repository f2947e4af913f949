import { plural } from "#core/text/format.ts";
import {
  type OffsetRange,
  placeKey,
  type RecordReader,
  type TakeRecords,
} from "#live/core/cluster/cluster.ts";
import { type Chunk, chunksOf, MAX_ROUNDS, probesOf } from "#live/core/recommendation/sampler.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { type RecordColumns, recordBytes } from "#live/core/records/record-columns.ts";
import { askBisecting } from "./ask-bisecting.ts";
import { markUnread, type Subject, spansOf } from "./subject.ts";
import { bucketFinder, isLate } from "./window.ts";

export interface SampleContext {
  readonly reader: RecordReader;
  readonly settings: RecommendSettings;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Partitions to read at once: a fetch from each may be in memory. */
const PARTITIONS_AT_ONCE = 1_000;

/** The chunks to read from a topic in one round. */
interface Portion {
  readonly subject: Subject;
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly chunk: Chunk;
  /** The bucket that an offset is counted in. */
  readonly bucketOf: (offset: number) => number;
  /** Everything before this offset has been read. */
  next: number;
}

/** Reads a sample of each topic. A topic that cannot be read does not affect the others. */
export async function readRecords(
  subjects: readonly Subject[],
  context: SampleContext,
): Promise<void> {
  const { settings, random } = context;
  const sizes = await probe(subjects, context);
  const portions = subjects.map((subject) => {
    const { records, bytes } = sizes.get(subject) ?? { records: 0, bytes: 0 };
    const byBytes = records === 0 ? Infinity : settings.maxSampleBytes / (bytes / records || 1);
    const maxRecords = Math.max(1, Math.min(settings.maxSampleRecords, byBytes));
    return portionOf(subject, chunksOf(spansOf(subject), maxRecords, random));
  });
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const ofRound = portions
      .filter(({ subject: { failure, sampler } }) => {
        return failure === undefined && sampler.bytes < settings.maxSampleBytes;
      })
      .map(({ subject, pieces }): Portion => {
        const unread = new Set(subject.unread.map(({ partition }) => partition));
        const remaining = pieces.filter(({ chunk }) => {
          return chunk.round === round && !unread.has(chunk.partition);
        });
        return { subject, pieces: remaining };
      });
    await readPortions(ofRound, context, ({ subject, chunk, bucketOf }, records) => {
      const { sampler, window, borders } = subject;
      sampler.add(chunk, records, bucketOf);
      for (let i = 0; i < records.size; i++) {
        const [offset, timestampMs] = [records.offsets[i] as number, records.timesMs[i] as number];
        if (isLate(window, borders, { ...chunk, offset, timestampMs })) sampler.markLate();
      }
    });
    for (const { subject, pieces } of ofRound) {
      for (const { chunk, next } of pieces) {
        subject.sampler.cover(chunk.partition, next - chunk.start);
      }
    }
  }
}

/** Estimates record sizes. */
async function probe(subjects: readonly Subject[], context: SampleContext) {
  const sizes = new Map<Subject, { records: number; bytes: number }>();
  const portions = subjects.map((subject) => {
    return portionOf(subject, probesOf(spansOf(subject), context.random));
  });
  await readPortions(portions, context, ({ subject }, records) => {
    const sums = sizes.get(subject) ?? { records: 0, bytes: 0 };
    for (let i = 0; i < records.size; i++) sums.bytes += recordBytes(records, i);
    sums.records += records.size;
    sizes.set(subject, sums);
  });
  return sizes;
}

function portionOf(subject: Subject, chunks: readonly Chunk[]): Portion {
  const pieces = chunks.map((chunk): Piece => {
    return { chunk, bucketOf: bucketFinder(subject.borders, chunk.partition), next: chunk.start };
  });
  return { subject, pieces };
}

type Take = (
  from: Pick<Piece, "chunk" | "bucketOf"> & { readonly subject: Subject },
  records: RecordColumns,
) => void;

async function readPortions(
  portions: readonly Portion[],
  context: SampleContext,
  take: Take,
): Promise<void> {
  for (const batch of inBatches(portions)) {
    await askBisecting(
      batch,
      (some) => readBatch(some, context, take),
      ({ subject }, reason) => {
        const partitions = plural(subject.topic.partitions, "partition");
        subject.failure = `none of its ${partitions} can be read: ${reason}`;
      },
    );
  }
}

async function readBatch(
  portions: readonly Portion[],
  { reader, signal }: SampleContext,
  take: Take,
): Promise<void> {
  const places = new Map(
    portions.flatMap(({ subject, pieces }) =>
      pieces.map((piece) => [
        placeKey({ topic: subject.topic.name, partition: piece.chunk.partition }),
        { subject, piece },
      ]),
    ),
  );
  const ranges = [...places.values()].map(({ subject, piece }): OffsetRange => {
    const { partition, end } = piece.chunk;
    return { topic: subject.topic.name, partition, start: BigInt(piece.next), end: BigInt(end) };
  });
  const takeFrom: TakeRecords = (records, from) => {
    const place = places.get(placeKey(from));
    if (place === undefined) return;
    const { subject, piece } = place;
    piece.next = (records.offsets[records.size - 1] as number) + 1;
    take({ subject, ...piece }, records);
  };
  const left = await reader.read(ranges, takeFrom, { signal, isSample: true });
  const rests = new Map(left.map((rest) => [placeKey(rest), rest]));
  for (const [key, { subject, piece }] of places) {
    const rest = rests.get(key);
    piece.next = Number(rest?.start ?? piece.chunk.end);
    if (rest !== undefined) markUnread(subject, piece.chunk.partition, rest.reason);
  }
}

function inBatches(portions: readonly Portion[]): Portion[][] {
  const batches: Portion[][] = [];
  let room = 0;
  for (const portion of portions) {
    const { length } = portion.pieces;
    if (length === 0) continue;
    if (length > room) {
      batches.push([]);
      room = Math.max(PARTITIONS_AT_ONCE, length);
    }
    batches.at(-1)?.push(portion);
    room -= length;
  }
  return batches;
}
