import { twoCountColumns } from "../../errors/count-messages.ts";
import { badCount } from "../../errors/messages.ts";
import { CountGuard } from "../checks/count-guard.ts";
import { DoubtedCounts } from "../checks/doubted-counts.ts";
import type { ReaderContext } from "../codecs.ts";
import { countFromText } from "../count.ts";
import { meansCount } from "../count-names.ts";
import { detailPlaces } from "../details/detail-reader.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeyLocation } from "../key-location.ts";
import { type KeySink, withoutZeros } from "../key-sink.ts";
import { Cursor } from "./cursor.ts";
import { damagedAvro } from "./damaged.ts";
import { AvroDetails } from "./details.ts";
import { planRecord, type ReadAvroRecord, type Wanted } from "./plan.ts";
import { recordOf } from "./record-of.ts";
import type { AvroType } from "./schema.ts";
import { type Slot, slotText } from "./values.ts";

/** The most records without bytes in a block. */
const MAX_EMPTY_RECORDS = 1 << 20;

interface Options {
  readonly sink: KeySink;
  readonly location: KeyLocation;
  readonly context: ReaderContext;
}

/** Finds the key, and the count if there is one, in the records of each block. */
export class RecordReader {
  #sink: KeySink;
  readonly #doubted: DoubtedCounts | undefined;
  readonly #constant: string | null | undefined;
  /** Paths of the key and the count; a slot number is −1 if it is not read. */
  readonly #wanted: Wanted[] = [];
  readonly #keySlot: number;
  readonly #countSlot: number;
  readonly #details: AvroDetails;
  #guard: CountGuard | undefined;
  #read: ReadAvroRecord;
  readonly #slots: Slot[];

  constructor(root: AvroType, { sink, location, context }: Options) {
    const { keyPath, countPath, isCountNamed, constant } = chooseFields(root, location, context);
    this.#constant = constant;
    const use = context.keyType;
    this.#keySlot = constant === undefined ? this.#want({ path: keyPath, use }) : -1;
    this.#countSlot = countPath === undefined ? -1 : this.#want({ path: countPath, use: "double" });
    this.#details = new AvroDetails(root, location, context.folderColumns);
    const detailPaths = this.#details.wanted.map(({ path }) => path);
    this.#wanted.push(...this.#details.wanted);
    this.#read = planRecord(root, this.#wanted);
    const isDoubted = countPath !== undefined && !isCountNamed;
    this.#doubted = isDoubted ? new DoubtedCounts(sink, () => 0) : undefined;
    this.#sink = this.#doubted ?? withoutZeros(sink);
    const isOpen = constant === undefined && countPath === undefined && !isCountNamed;
    const others = isOpen ? numberFields(root, [keyPath, ...detailPaths]) : [];
    if (constant === undefined) this.#watch(root, others);
    this.#slots = Array.from({ length: this.#wanted.length + others.length }, emptySlot);
  }

  get hasCounts(): boolean {
    return this.#countSlot >= 0 && this.#doubted?.areCounts !== false;
  }

  readBlock(bytes: Uint8Array, records: number): void {
    if (records > Math.max(bytes.length, MAX_EMPTY_RECORDS)) {
      throw damagedAvro("a block has more records than its size allows");
    }
    const cursor = new Cursor(bytes);
    for (let i = 0; i < records; i++) {
      for (const slot of this.#slots) slot.isNull = false;
      this.#read(cursor, this.#slots);
      this.#add();
    }
    if (cursor.left > 0) throw damagedAvro("a block has bytes after its last record");
  }

  end(): void {
    this.#doubted?.end();
    this.#guard?.end();
  }

  #want(wanted: Wanted): number {
    return this.#wanted.push(wanted) - 1;
  }

  /**
   * Reads fields that may contain counts under another name, until it is clear that they do not.
   */
  #watch(root: AvroType, others: readonly string[]): void {
    const guard = new CountGuard(["", ...others]);
    if (!guard.isOpen) return;
    this.#guard = guard;
    const all = others.map((path) => ({ path, use: "double" as const }));
    const first = this.#wanted.length - 1;
    const [full, plain] = [planRecord(root, [...this.#wanted, ...all]), this.#read];
    this.#read = (cursor, slots) => {
      full(cursor, slots);
      const [key] = slots;
      if (key !== undefined && !key.isNull) {
        guard.see(key.bytes, key.start, key.end, (index) => slotText(slots[first + index] as Slot));
      }
      if (!guard.isOpen) this.#read = plain;
    };
  }

  #add(): void {
    const count = this.#countSlot < 0 ? 1 : countOf(this.#slots[this.#countSlot] as Slot);
    const key = this.#keySlot < 0 ? undefined : (this.#slots[this.#keySlot] as Slot);
    const details = this.#details.read(this.#slots, this.#wanted.length);
    if (key === undefined) this.#addConstant(count, details);
    else if (key.isNull) this.#sink.addNull(count, details);
    else this.#sink.add(key.bytes, key.start, key.end, count, details);
  }

  #addConstant(count: number, details: RecordDetails | undefined): void {
    const text = new TextEncoder().encode(this.#constant ?? "");
    if (this.#constant === null) this.#sink.addNull(count, details);
    else this.#sink.add(text, 0, text.length, count, details);
  }
}

function emptySlot(): Slot {
  return { isNull: false, bytes: new Uint8Array(0), start: 0, end: 0 };
}

function countOf(slot: Slot): number {
  const text = slotText(slot);
  if (text === undefined) throw badCount("null");
  return countFromText(text);
}

function chooseFields(root: AvroType, location: KeyLocation, { folderColumns }: ReaderContext) {
  const { column, countColumn } = location;
  const record = recordOf(root);
  const names = record?.fields.map(({ name }) => name) ?? [];
  // A file whose records are keys has no fields.
  const keyPath = column === undefined && record === undefined ? "" : String(column ?? "key");
  const folder = folderColumns.get(keyPath);
  const constant = folder !== undefined && !names.includes(keyPath) ? folder : undefined;
  const common = { keyPath, constant, isCountNamed: countColumn !== undefined };
  if (countColumn === false) return { ...common, countPath: undefined };
  if (countColumn !== undefined) return { ...common, countPath: String(countColumn) };
  const others = [keyPath, ...detailPlaces(location).map((place) => place.column)];
  const counts = names.filter((name) => !others.includes(name) && meansCount(name));
  if (counts.length > 1) throw twoCountColumns(counts);
  return { ...common, countPath: counts[0] };
}

const NUMBERS = new Set(["int", "long", "double"]);

/** Fields of whole numbers beside the key. */
function numberFields(root: AvroType, except: readonly string[]): string[] {
  const isNumber = ({ kind, logical, parts }: AvroType): boolean => {
    const those = parts.filter((part) => part.kind !== "null");
    if (kind === "union") return those.length > 0 && those.every(isNumber);
    return NUMBERS.has(kind) && logical === undefined;
  };
  const fields = recordOf(root)?.fields ?? [];
  return fields.flatMap(({ name, type }) =>
    !except.includes(name) && isNumber(type) ? [name] : [],
  );
}
