import { badJson, jsonKeyNotScalar, noKcatKey } from "../errors/json-messages.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import type { DetailPlace } from "./details/detail-place.ts";
import { DetailReader, detailPlaces } from "./details/detail-reader.ts";
import type { TimeUnit } from "./details/record-time.ts";
import { ByteCursor } from "./json/byte-cursor.ts";
import { kcatPlan } from "./json/plan.ts";
import type { KeyLocation } from "./key-location.ts";
import type { CreateKeyReader, KeyReader } from "./key-reader.ts";
import type { KeySink } from "./key-sink.ts";
import { LineReader } from "./line-reader.ts";

/** kcat's fields with the partition and time of a record. */
const KNOWN = { partition: "partition", time: "ts" } as const;
const ZERO = 0x30;
const MAX_DIGITS = 15;
const KEY = bytesOf("key");
const PAYLOAD = bytesOf("payload");
/** How `null` begins. */
const NULL = "n";

/**
 * The output of `kcat -J`: one JSON object per line. Bytes from 0x80 on are written unescaped, so
 * binary keys are complete, but the line may not be UTF-8.
 */
export const createKcatReader: CreateKeyReader = (sink, location) => kcatReader(sink, location);

/** @param unit of the times, if this is known from earlier records */
export function kcatReader(sink: KeySink, location: KeyLocation, unit?: TimeUnit): KeyReader {
  const places = detailPlaces(location, KNOWN);
  const reader = new DetailReader(places, unit);
  const record = new KcatRecord(places, reader);
  const lines = new LineReader((bytes, start, end) => {
    const cursor = new ByteCursor(bytes, start, end);
    if (cursor.isAtEnd) return;
    record.read(cursor, bytes);
    if (record.key === "missing" && location.missing !== "null") throw noKcatKey();
    record.addTo(sink);
  });
  return {
    get line() {
      return lines.line;
    },
    get plan() {
      return lines.rest.length === 0 ? kcatPlan(location, places, reader) : undefined;
    },
    push: (chunk) => lines.push(chunk),
    end: () => lines.end(),
  };
}

interface NamedPlace {
  readonly place: DetailPlace;
  readonly name: Uint8Array;
}

/** Reads records, one after another. */
class KcatRecord {
  key: "missing" | "null" | "bytes" = "missing";
  readonly #places: readonly NamedPlace[];
  readonly #details: DetailReader;
  readonly #sizesPayload: boolean;
  readonly #name = new ByteBuffer();
  readonly #key = new ByteBuffer();
  readonly #value = new ByteBuffer();
  readonly #found = new Set<DetailPlace>();
  #payloadBytes = 0;

  constructor(places: readonly DetailPlace[], details: DetailReader) {
    this.#places = places.map((place) => ({ place, name: bytesOf(place.column) }));
    this.#details = details;
    this.#sizesPayload = places.every(({ field }) => field !== "bytes");
  }

  /** @throws UserError if the line is not an object from kcat */
  read(cursor: ByteCursor, bytes: Uint8Array): void {
    this.key = "missing";
    this.#key.clear();
    this.#found.clear();
    this.#payloadBytes = 0;
    cursor.expect("{");
    if (!cursor.takes("}")) {
      do {
        this.#name.clear();
        cursor.takeString(this.#name);
        cursor.expect(":");
        this.#takeField(cursor, bytes);
      } while (cursor.takes(","));
      cursor.expect("}");
    }
    if (!cursor.isAtEnd) throw badJson("its syntax is wrong");
    for (const { place } of this.#places) {
      if (!this.#found.has(place)) this.#details.set(place, undefined);
    }
  }

  addTo(sink: KeySink): void {
    const { details } = this.#details;
    // Headers are not counted: kcat writes them as text.
    if (this.#sizesPayload) details.bytes = this.#key.length + this.#payloadBytes;
    if (this.key === "bytes") sink.add(this.#key.bytes, 0, this.#key.length, 1, details);
    else sink.addNull(1, details);
  }

  #takeField(cursor: ByteCursor, bytes: Uint8Array): void {
    const place = this.#calledPlace();
    if (this.key === "missing" && this.#isCalled(KEY)) this.#takeKey(cursor, bytes);
    else if (place !== undefined) this.#takeDetail(place, cursor, bytes);
    else if (this.#isCalled(PAYLOAD) && cursor.next === '"') {
      this.#payloadBytes = this.#textLength(cursor);
    } else cursor.skipValue();
  }

  #calledPlace(): DetailPlace | undefined {
    for (const { place, name } of this.#places) if (this.#isCalled(name)) return place;
    return undefined;
  }

  #isCalled(name: Uint8Array): boolean {
    const { bytes, length } = this.#name;
    if (length !== name.length) return false;
    for (let i = 0; i < length; i++) if (bytes[i] !== name[i]) return false;
    return true;
  }

  #takeDetail(place: DetailPlace, cursor: ByteCursor, bytes: Uint8Array): void {
    this.#found.add(place);
    if (cursor.next === '"') {
      this.#textLength(cursor);
      this.#details.set(place, this.#value.text());
      return;
    }
    const isNull = cursor.next === NULL;
    const start = cursor.skipValue();
    const number = wholeAt(bytes, start, cursor.at);
    if (number >= 0) this.#details.setWhole(place, number);
    else this.#details.set(place, isNull ? undefined : latin1(bytes, start, cursor.at));
  }

  #textLength(cursor: ByteCursor): number {
    this.#value.clear();
    cursor.takeString(this.#value);
    return this.#value.length;
  }

  #takeKey(cursor: ByteCursor, bytes: Uint8Array): void {
    const kind = cursor.next;
    this.key = kind === NULL ? "null" : "bytes";
    if (kind === '"') cursor.takeString(this.#key);
    else if (kind === NULL) cursor.skipValue();
    else if (/[-\d]/.test(kind)) {
      // From kcat -s key=i, for example.
      this.#key.append(bytes, cursor.skipValue(), cursor.at);
    } else {
      throw jsonKeyNotScalar(
        "/key",
        kind === "{" ? "an object" : kind === "[" ? "a list" : "a word",
      );
    }
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A number of up to 15 digits, or −1. */
function wholeAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > MAX_DIGITS) return -1;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 60)));
}
