import type { KeyLocation } from "../keys/key-location.ts";
import { ifKnown, type Phrase, phrase, setting } from "./phrase.ts";
import type { SettingId } from "./plain-words.ts";

/** How to read a key file: the fields of `keys` in a contract, except the path. */
export interface ReadingFields extends KeyLocation {
  readonly format?: string | undefined;
}

/** How to read a file: in the words of the door, if it has them, and as contract fields. */
export function readingText(reading: ReadingFields): Phrase {
  const inContract = `keys: {path: …, ${fieldsOf(reading).join(", ")}}`;
  const settings = settingsOf(reading).flatMap((one, i) => (i === 0 ? [one] : [" ", one]));
  return ifKnown(
    phrase`${settings} (in the contract: ${inContract})`,
    `${inContract} in the contract`,
  );
}

function settingsOf(reading: ReadingFields): Phrase[] {
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

function fieldsOf(reading: ReadingFields): string[] {
  return Object.entries(reading).flatMap(([name, value]) =>
    value === undefined ? [] : [`${contractField(name)}: ${fieldText(value)}`],
  );
}

/** `countColumn` → `count_column` */
export function contractField(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Quoted if a shell would change it. */
function valued(name: SettingId, value: string | number | true | undefined): Phrase | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  return setting(name, /^[\w/.-]+$/.test(text) ? text : `'${text}'`);
}

/** Quoted if YAML would change it. */
function fieldText(value: string | number | boolean): string {
  return typeof value !== "string" || /^[A-Za-z/][\w/.-]*$/.test(value)
    ? String(value)
    : JSON.stringify(value);
}
