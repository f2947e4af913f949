import type { UserError } from "../../errors/user-error.ts";
import type { Codecs } from "../codecs.ts";
import {
  type ChosenFormat,
  chooseFormat,
  hasMagic,
  type KeyFormatName,
  keyFormats,
  openReader,
} from "../formats.ts";
import type { KeyReading } from "../key-location.ts";
import type { KeySink } from "../key-sink.ts";
import type { Head } from "./head.ts";
import { withOtherFormat } from "./other-format.ts";
import { withTriedAdvice } from "./try-advice.ts";

const keyFormatNames = Object.keys(keyFormats) as KeyFormatName[];
const LF = 0x0a;
const QUOTE = 0x22;

const NOWHERE: KeySink = { add() {}, addNull() {} };
/** Only of formats that are not tried. */
const NO_CODECS: Codecs = {
  gzip: (bytes) => bytes,
  deflateRaw: (bytes) => bytes,
};

/** What is known of a file whose beginning was read. */
interface ReadFile {
  readonly head: Head;
  readonly isWhole: boolean;
  /** Its name, what it was found by and how it is read. */
  readonly label: string;
  readonly source: KeyReading & { readonly path: string };
  readonly chosen: ChosenFormat;
  /** Where the error is. */
  readonly line: number | undefined;
}

/** Follows the advice of an error on the beginning of its file. */
export async function adviceOnHead(error: UserError, file: ReadFile): Promise<UserError> {
  const { head, source, chosen, line } = file;
  const { path, format = chosen.format, ...location } = source;
  const mayBeOther = chosen.isNamed && line === 1 && format !== undefined;
  const advised = mayBeOther ? withOtherFormat(error, head, format) : error;
  if (typeof advised.details.next !== "object" && !advised.details.isAboutFields) return advised;
  return withTriedAdvice(advised, {
    head,
    known: { ...location, format },
    tryReading: (reading) => tryReading(reading, file),
  });
}

async function tryReading(reading: KeyReading, { head, isWhole, label }: ReadFile): Promise<void> {
  const { format: said, ...location } = reading;
  const named = keyFormatNames.find((name) => name === said);
  const { format, isNamed } = chooseFormat(label, { ...location, format: named });
  if (format === undefined || hasMagic(format)) return;
  const context = { codecs: NO_CODECS, keyType: "string", folderColumns: new Map() } as const;
  const reader = await openReader({ format, isNamed }, NOWHERE, location, context);
  await reader.push(isWhole ? head.bytes : wholeRows(head.bytes));
  // A list of records ends later.
  if (isWhole || format !== "json") await reader.end();
}

/** Up to the last line end that is not inside quotes. */
function wholeRows(bytes: Uint8Array): Uint8Array {
  let end = 0;
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[at] === LF && !isQuoted) end = at + 1;
  }
  return bytes.subarray(0, end);
}
