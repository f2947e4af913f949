import { type HowToRead, type Phrase, phrase } from "../../errors/phrase.ts";
import { mergedReading, readingText } from "../../errors/reading-text.ts";
import { UserError } from "../../errors/user-error.ts";
import type { KeyReading } from "../key-location.ts";
import { columnReadings } from "./columns.ts";
import { fieldReadings } from "./fields.ts";
import type { Head } from "./head.ts";

/** A file whose beginning was read. */
export interface FileBeginning {
  readonly head: Head;
  /** How it was read, with the format. */
  readonly known: KeyReading;
  /** Reads the beginning in another way. @throws UserError for what stops it */
  readonly tryReading: (reading: KeyReading) => Promise<void>;
}

/**
 * The error with advice that was followed on the beginning of the file. If another error would come
 * next, the advice says at once what to do about that.
 */
export async function withTriedAdvice(error: UserError, file: FileBeginning): Promise<UserError> {
  const advised = error.details.isAboutFields ? await withFields(error, file) : error;
  const { next = "" } = advised.details;
  const [advice] = readingsIn(next);
  if (advice === undefined) return advised;
  const merged = mergedReading(file.known, advice);
  const second = await errorOf(merged, file);
  if (second === undefined || second.parts.what === error.parts.what) return advised;
  const both = [second.details.isChoice ? "" : how(advice), secondAdvice(second, merged)];
  return withNext(advised, replaced(next, advice, both));
}

/** Names the column or field that the first records show, if they can be read so. */
async function withFields(error: UserError, file: FileBeginning): Promise<UserError> {
  const { next = "" } = error.details;
  const [begun] = readingsIn(next).filter(({ format }) => format !== undefined);
  const base = begun === undefined ? file.known : mergedReading(file.known, begun);
  const isJson = base.format === "json" || base.format === "jsonl";
  const kind = isJson ? "field" : "column";
  for (const candidate of isJson
    ? fieldReadings(file.head, base)
    : columnReadings(file.head, base)) {
    const stop = await errorOf(mergedReading(base, candidate), file);
    if (stop?.details.isAboutFields) continue;
    const reading = { ...begun, ...candidate };
    const sentence = how(reading, `, or name another ${kind} there`);
    return withNext(
      error,
      begun === undefined ? instead(next, sentence) : replaced(next, begun, sentence),
    );
  }
  return error;
}

function how(reading: KeyReading, more = ""): Phrase {
  return phrase`To read it, use ${readingText(reading)}${more}. `;
}

/** What the second error says, with the fields that were advised first. */
function secondAdvice({ details }: UserError, advice: KeyReading): Phrase {
  const { what, next = "" } = details;
  const complete = (reading: KeyReading) => readingText(mergedReading(advice, reading));
  return phrase`Besides, ${what}. ${mapped(next, complete)} `;
}

function withNext({ details }: UserError, next: Phrase): UserError {
  return new UserError({ ...details, next });
}

async function errorOf(reading: KeyReading, file: FileBeginning): Promise<UserError | undefined> {
  try {
    await file.tryReading(reading);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function isReading(text: Phrase): text is HowToRead {
  return typeof text === "object" && "howToRead" in text;
}

function isList(text: Phrase): text is readonly Phrase[] {
  return Array.isArray(text);
}

function readingsIn(text: Phrase): KeyReading[] {
  if (isReading(text)) return [text.howToRead];
  return isList(text) ? text.flatMap(readingsIn) : [];
}

function mapped(text: Phrase, change: (reading: KeyReading) => Phrase): Phrase {
  if (isReading(text)) return change(text.howToRead);
  return isList(text) ? text.map((part) => mapped(part, change)) : text;
}

/** Replaces the sentence with a reading: the innermost list that contains it. */
function replaced(text: Phrase, reading: KeyReading, other: Phrase): Phrase {
  if (!isList(text)) return text;
  const isHere = text.some((part) => isReading(part) && part.howToRead === reading);
  return isHere ? other : text.map((part) => replaced(part, reading, other));
}

/** Replaces the last sentence of a list of sentences, or all of a text. */
function instead(text: Phrase, sentence: Phrase): Phrase {
  const areSentences = isList(text) && text.every(isList);
  return areSentences ? [...text.slice(0, -1), sentence] : sentence;
}
