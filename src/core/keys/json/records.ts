import { twoCountColumns } from "../../errors/count-messages.ts";
import { type JsonSubject, jsonKeyNotScalar } from "../../errors/json-messages.ts";
import { badCount } from "../../errors/messages.ts";
import { CountGuard } from "../checks/count-guard.ts";
import { DoubtedCounts } from "../checks/doubted-counts.ts";
import { countFromText } from "../count.ts";
import { meansCount } from "../count-names.ts";
import type { DetailPlan, PathPlace } from "../details/detail-place.ts";
import type { KeyLocation } from "../key-location.ts";
import type { KeySink } from "../key-sink.ts";
import { serializeKey } from "../key-type.ts";
import { JsonDetails, jsonDetailPlaces } from "./details.ts";
import { jsonTextAt } from "./digits.ts";
import { type Pointer, parsePointer, requiredValueAt, valueAt } from "./pointer.ts";

type Fields = Readonly<Record<string, unknown>>;

/** How all further records are read, so that nothing is guessed. */
export interface SettledRecords {
  /** Where the key and its count are. */
  readonly location: KeyLocation;
  readonly details: DetailPlan<PathPlace>;
}

/**
 * Finds the key in JSON records, at a JSON pointer, by default `/key`. A string is taken as it is,
 * a number as it is written; `null` is a record without a key.
 */
export class JsonRecords {
  readonly #location: KeyLocation;
  readonly #pointer: Pointer;
  readonly #parent: Pointer;
  readonly #subject: string;
  readonly #mayLack: boolean;
  readonly #lineOf: () => number;
  #sink: KeySink;
  #countPointer: Pointer | undefined;
  #doubted: DoubtedCounts | undefined;
  #guard: CountGuard | undefined;
  #details: JsonDetails | undefined;
  /** Names of the fields beside the key in the first record. */
  #names: readonly string[] | undefined;

  /**
   * @param lineOf the line of the current record
   * @param details where they are, if this is known from earlier records
   */
  constructor(
    sink: KeySink,
    location: KeyLocation,
    { subject }: JsonSubject,
    lineOf: () => number,
    details?: DetailPlan<PathPlace>,
  ) {
    if (details !== undefined) this.#details = new JsonDetails(details);
    this.#subject = subject;
    this.#location = location;
    const { pointer = "/key", countPointer, countColumn, missing } = location;
    this.#sink = sink;
    this.#lineOf = lineOf;
    this.#pointer = parsePointer(pointer);
    this.#parent = { text: "", path: this.#pointer.path.slice(0, -1) };
    this.#mayLack = missing === "null";
    if (countPointer !== undefined) this.#countPointer = parsePointer(countPointer);
    else if (countColumn !== undefined && countColumn !== false) {
      this.#countPointer = {
        text: String(countColumn),
        path: [...this.#parent.path, String(countColumn)],
      };
    }
    // The user said which field is the count, or that there is none.
    if (countPointer !== undefined || countColumn !== undefined) this.#names = [];
  }

  /** Once no guess can change; undefined before. */
  get settled(): SettledRecords | undefined {
    const areDoubted = this.#doubted !== undefined && this.#doubted.areCounts !== true;
    const details = this.#details?.plan;
    if (this.#guard?.isOpen || areDoubted || details === undefined) return undefined;
    if (this.#location.countPointer !== undefined) return { location: this.#location, details };
    const countColumn = this.#countPointer?.path.at(-1) ?? false;
    return { location: { ...this.#location, countColumn }, details };
  }

  /** Line of a record that is passed on later than it was read. */
  get line(): number | undefined {
    return this.#doubted?.line;
  }

  get hasCounts(): boolean {
    return this.#countPointer !== undefined && this.#doubted?.areCounts !== false;
  }

  /** @param text the whole record, which is valid JSON */
  add(json: unknown, text: string): void {
    this.#details ??= this.#openDetails(json);
    const key = this.#keyOf(json, text);
    const bytes = key === null ? undefined : serializeKey("string", key);
    if (bytes !== undefined && this.#guard?.isOpen) this.#see(bytes, json);
    const count =
      this.#countPointer === undefined
        ? 1
        : countOf(requiredValueAt(json, this.#countPointer, this.#subject));
    if (count === 0 && this.#doubted === undefined) return;
    const details = this.#details.read(json);
    if (bytes === undefined) this.#sink.addNull(count, details);
    else this.#sink.add(bytes, 0, bytes.length, count, details);
  }

  /** The end of the file. */
  end(): void {
    this.#doubted?.end();
    this.#guard?.end();
  }

  /** Checks the fields of the first record. */
  #openDetails(json: unknown): JsonDetails {
    const all = Object.keys(fieldsOf(json, this.#parent));
    const places = jsonDetailPlaces(this.#location, this.#parent, all);
    const details = new JsonDetails({ places, unit: undefined });
    if (this.#names === undefined) this.#watch(all, details);
    return details;
  }

  /** Checks whether a field beside the key contains its count. */
  #watch(all: readonly string[], details: JsonDetails): void {
    const own = this.#pointer.path.at(-1);
    this.#names = all.filter((name) => name !== own && !details.isNamed(name, this.#parent));
    const counts = this.#names.filter(meansCount);
    const [count, another] = counts;
    if (another !== undefined) throw twoCountColumns(counts);
    if (count === undefined) {
      this.#guard = new CountGuard(this.#names, all);
      return;
    }
    this.#countPointer = { text: count, path: [...this.#parent.path, count] };
    this.#doubted = new DoubtedCounts(this.#sink, this.#lineOf);
    this.#sink = this.#doubted;
  }

  #see(key: Uint8Array, json: unknown): void {
    const fields = fieldsOf(json, this.#parent);
    this.#guard?.see(key, 0, key.length, (i) => {
      const value = fields[this.#names?.[i] ?? ""];
      return typeof value === "number" || typeof value === "string" ? String(value) : undefined;
    });
  }

  #keyOf(json: unknown, text: string): string | null {
    const value = this.#mayLack
      ? (valueAt(json, this.#pointer) ?? null)
      : requiredValueAt(json, this.#pointer, this.#subject);
    if (value === null || typeof value === "string") return value;
    if (typeof value === "number") return jsonTextAt(text, this.#pointer.path);
    const found = Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : value;
    throw jsonKeyNotScalar(this.#pointer.text, String(found));
  }
}

function fieldsOf(json: unknown, parent: Pointer): Fields {
  const value = valueAt(json, parent);
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** Some databases write whole numbers as text, so that they are not rounded. */
function countOf(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  if (typeof value === "string") return countFromText(value);
  throw badCount(JSON.stringify(value));
}
