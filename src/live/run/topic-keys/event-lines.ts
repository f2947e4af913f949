import { createHmac } from "node:crypto";
import { UserError } from "#core/errors/user-error.ts";
import { percent } from "#core/text/format.ts";
import { cutEvent, type Replacing } from "#live/core/events/cut-event.ts";
import { type EventFields, pathsOf } from "#live/core/events/event-fields.ts";
import { Pseudonyms } from "#live/core/events/pseudonyms.ts";
import { type RecordColumns, valueAt } from "#live/core/records/record-columns.ts";

/** What a line takes in memory besides its text. */
const BYTES_PER_LINE = 60;
/** More values that are not events are more than a few bad ones. */
const MOST_OTHERS = 0.01;

export interface EventOptions {
  readonly fields: EventFields;
  /** Undefined to keep values as they are. */
  readonly pseudonyms: { readonly secret: string; readonly numbers: boolean } | undefined;
  /** How much memory the lines may take. */
  readonly maxBytes: number;
}

/** The values of records as lines of JSON, cut down to some fields. */
export class EventLines {
  readonly #options: EventOptions;
  readonly #replacing: Replacing | undefined;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  readonly #lines: string[] = [];
  readonly #found = new Set<string>();
  #bytes = 0;
  /** Records without a value. */
  tombstones = 0;
  /** Values that are not JSON objects. */
  others = 0;

  constructor(options: EventOptions) {
    const { pseudonyms } = options;
    this.#options = options;
    this.#replacing = pseudonyms && pseudonymsBy(pseudonyms.secret, pseudonyms.numbers);
  }

  get size(): number {
    return this.#lines.length;
  }

  /** @throws UserError if a named field has fields of its own, or for too many events */
  take(records: RecordColumns, i: number): void {
    const value = valueAt(records, i);
    if (value === null) {
      this.tombstones++;
      return;
    }
    const text = this.#textOf(value);
    const onField = (path: string) => void this.#found.add(path);
    const { fields, maxBytes } = this.#options;
    const line = text && cutEvent(text, fields, this.#replacing, onField);
    if (!line) {
      this.others++;
      return;
    }
    this.#lines.push(line);
    this.#bytes += 2 * line.length + BYTES_PER_LINE;
    if (this.#bytes > maxBytes) throw tooManyEvents();
  }

  /**
   * All lines in their alphabetical order, which says nothing of when they were written.
   *
   * @throws UserError if there are none, too many values are not events, or a field is in none
   */
  content(): string {
    const all = this.size + this.others;
    if (this.others > MOST_OTHERS * all) throw notEvents(this.others / all);
    if (this.size === 0) throw noEvents();
    const missing = pathsOf(this.#options.fields).filter((path) => !this.#found.has(path));
    if (missing.length > 0) throw noSuchFields(missing);
    return `${this.#lines.sort().join("\n")}\n`;
  }

  #textOf(value: Uint8Array): string | undefined {
    try {
      return this.#decoder.decode(value);
    } catch {
      return undefined;
    }
  }
}

function pseudonymsBy(secret: string, numbers: boolean): Pseudonyms {
  const digest = (text: string) => createHmac("sha256", secret).update(text).digest();
  return new Pseudonyms(digest, { numbers });
}

function tooManyEvents(): UserError {
  return new UserError({
    what: "there are more events than fit in memory",
    next: "Keep fewer records: some ten thousand are enough for a test.",
  });
}

function notEvents(share: number): UserError {
  return new UserError({
    what: `${percent(share)} of the records have values that are not JSON objects`,
    next: "Events can be written only of topics whose values are JSON, without a schema id.",
  });
}

function noEvents(): UserError {
  return new UserError({
    what: "no record has a value, so there are no events",
    next: "Name another topic, or an earlier time. Nothing was written.",
  });
}

function noSuchFields(missing: readonly string[]): UserError {
  return new UserError({
    what: `no event has the ${missing.length === 1 ? "field" : "fields"} ${missing.join(", ")}`,
    next: "Check the names, which are case-sensitive. A field within another is tenant.id.",
  });
}
