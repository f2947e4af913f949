import { inWords } from "./in-words.ts";
import type { DoorWords, Phrase } from "./phrase.ts";
import { type FilePlace, isFilePlace, type Where, whereText } from "./place.ts";
import { plainWords } from "./plain-words.ts";
import type { ErrorFile } from "./reading-text.ts";

/** An error whose settings are not named yet. Texts are raw. */
export interface ErrorDetails {
  /** What happened, in one sentence without a full stop. */
  readonly what: Phrase;
  readonly where?: Where | undefined;
  /** The line of the file with a caret under the place, ready to print. */
  readonly excerpt?: string | undefined;
  /** What to do next, one or two sentences. */
  readonly next?: Phrase | undefined;
  /** A piece of the user's data that shows what is wrong; printed only where keys may be shown. */
  readonly data?: string | undefined;
  /** What a key file at `where` was found by and read with, so that advice can be complete. */
  readonly source?: ErrorFile["source"];
  /**
   * Whether it depends on the columns or fields of the first records what to do next, which `next`
   * does not say.
   */
  readonly isAboutFields?: boolean;
  /** Whether `next` has a way to read the file for each thing that it may mean. */
  readonly isChoice?: boolean;
}

/** An error in the words of a door. */
export interface ErrorParts {
  readonly what: string;
  /** `file:line:column`, or what a setting is called. */
  readonly where?: string | undefined;
  /** The same as data, if it is in a file. */
  readonly place?: FilePlace | undefined;
  readonly excerpt?: string | undefined;
  readonly next?: string | undefined;
  readonly data?: string | undefined;
}

/** Names the settings of an error in the words of a door, or in neutral ones. */
export function partsIn(details: ErrorDetails, words: DoorWords = plainWords): ErrorParts {
  const { what, where, excerpt, next, data, source } = details;
  const place = where !== undefined && isFilePlace(where) ? where : undefined;
  const file = place && { name: place.file, source };
  return {
    what: inWords(what, words, file),
    where: where && whereText(where, words),
    place,
    excerpt,
    next: next && inWords(next, words, file).trimEnd(),
    data,
  };
}
