import type { KeyReading } from "../keys/key-location.ts";
import { yamlText } from "../text/yaml-text.ts";
import { type HowToRead, ifKnown, type Phrase, phrase, setting } from "./phrase.ts";
import type { SettingId } from "./plain-words.ts";

/** The key file of an error. */
export interface ErrorFile {
  /** Its path, as the user wrote it or as a glob found it. */
  readonly name: string;
  /** What it was found by and read with; undefined if that is unknown. */
  readonly source?: (KeyReading & { readonly path: string }) | undefined;
}

/** Formats without fields. */
const BARE = ["lines", "uniq"];

/** How to read the file: in the words of the door, if it has them, and as contract fields. */
export function readingText(reading: KeyReading): HowToRead {
  return { howToRead: reading };
}

/** The same for a file, with what it was read with before. */
export function readingPhrase(reading: KeyReading, file: ErrorFile | undefined): Phrase {
  const { path, ...known } = file?.source ?? { path: undefined };
  const all = mergedReading(known, reading);
  const name = path === undefined ? "…" : yamlText(path);
  const inContract = `keys: {path: ${name}, ${fieldsOf(all).join(", ")}}`;
  const settings = settingsOf(all).flatMap((one, i) => (i === 0 ? [one] : [" ", one]));
  return ifKnown(
    phrase`${settings} (in the contract: ${inContract})`,
    `${inContract} in the contract`,
  );
}

/** How a file is read if some of the fields are changed. */
export function mergedReading(known: KeyReading, reading: KeyReading): KeyReading {
  return BARE.includes(reading.format ?? "") ? reading : { ...known, ...reading };
}

function settingsOf(reading: KeyReading): Phrase[] {
  const { format, column, countColumn, delimiter, header, pointer, missing } = reading;
  const { partitionColumn, timeColumn, bytesColumn } = reading;
  const all: (Phrase | undefined)[] = [
    valued("format", format),
    header === false ? setting("noHeader") : undefined,
    valued("delimiter", delimiter),
    valued("column", column),
    countColumn === false ? setting("noCountColumn") : valued("countColumn", countColumn),
    valued("partitionColumn", partitionColumn),
    valued("timeColumn", timeColumn),
    valued("bytesColumn", bytesColumn),
    valued("pointer", pointer),
    missing === undefined ? undefined : setting("missingNull"),
  ];
  return all.filter((one) => one !== undefined);
}

function fieldsOf(reading: KeyReading): string[] {
  return Object.entries(reading).flatMap(([name, value]) => {
    if (value === undefined) return [];
    // The number of a column, given as a flag.
    const isText = typeof value === "string" && !(/olumn$/.test(name) && /^\d+$/.test(value));
    return [`${contractField(name)}: ${isText ? yamlText(value) : value}`];
  });
}

/** `countColumn` → `count_column` */
export function contractField(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function valued(name: SettingId, value: string | number | true | undefined): Phrase | undefined {
  return value === undefined ? undefined : setting(name, shellText(String(value)));
}

/** Quoted if a shell would change it. */
export function shellText(text: string): string {
  return /^[\w/.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
