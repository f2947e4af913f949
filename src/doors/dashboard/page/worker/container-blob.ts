import { UserError } from "#core/errors/user-error.ts";
import {
  type ChosenFormat,
  chooseFormat,
  formatByMagic,
  type KeyFormatName,
} from "#core/keys/formats.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import type { KeyDecoding, KeySink } from "#core/keys/key-sink.ts";
import { readParquet } from "#core/keys/parquet/read.ts";
import { browserCodecs } from "./browser-codecs.ts";

const MAGIC_BYTES = 4;

/** A file's format: the given one, or else by its first bytes, or else by its name. */
export async function formatOfBlob(
  content: Blob,
  name: string,
  source: KeyLocation & { readonly format?: KeyFormatName | undefined },
): Promise<ChosenFormat> {
  const head = new Uint8Array(await content.slice(0, MAGIC_BYTES).arrayBuffer());
  const format = source.format === undefined ? formatByMagic(head) : undefined;
  return format === undefined ? chooseFormat(name, source) : { format, isNamed: false };
}

interface ParquetBlob {
  readonly name: string;
  readonly location: KeyLocation;
  readonly rules: KeyDecoding;
  readonly target: KeySink;
  readonly onRead: (bytes: number) => void;
}

/**
 * Counts the keys of a Parquet file without reading it all into memory.
 *
 * @returns whether it has counts
 */
export async function readParquetBlob(
  content: Blob,
  { name, location, rules, target, onRead }: ParquetBlob,
): Promise<boolean> {
  const read = async (start: number, length: number) => {
    const bytes = await content.slice(start, start + length).arrayBuffer();
    onRead(length);
    return new Uint8Array(bytes);
  };
  const file = { size: content.size, read };
  const common = { location, rules, target, codecs: browserCodecs };
  try {
    return await readParquet(file, { ...common, folderColumns: new Map(), onPage: async () => {} });
  } catch (error) {
    throw error instanceof UserError
      ? error.at({ file: name }, { ...location, path: name })
      : error;
  }
}
