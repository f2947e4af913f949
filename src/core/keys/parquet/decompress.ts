import { unlz4, unlz4Hadoop } from "../../compression/lz4.ts";
import { unsnappy } from "../../compression/snappy.ts";
import { unzstdBlock } from "../../compression/zstd-block.ts";
import { containerTooLarge, unsupportedContainer } from "../../errors/container-messages.ts";
import { UserError } from "../../errors/user-error.ts";
import type { Codecs } from "../codecs.ts";
import { damagedParquet } from "./damaged.ts";

/** Codec names by their numbers in parquet.thrift. */
const NAMES = ["none", "snappy", "gzip", "LZO", "brotli", "Hadoop's LZ4", "zstd", "LZ4"];

export const MAX_PAGE_BYTES = 1024 * 1024 * 1024;

/** The plain bytes of a page: exactly `length`. @throws UserError if the length differs */
export async function decompressPage(
  codec: number,
  bytes: Uint8Array,
  length: number,
  codecs: Codecs,
): Promise<Uint8Array> {
  if (length > MAX_PAGE_BYTES) throw containerTooLarge("Parquet", "page", "1 GiB");
  // Some writers compress an empty page, others write no bytes.
  if (length === 0) return new Uint8Array(0);
  let plain: Uint8Array;
  try {
    plain = await decompress(codec, bytes, length, codecs);
  } catch (cause) {
    throw cause instanceof UserError
      ? cause
      : damagedParquet("a page cannot be decompressed", cause);
  }
  if (plain.length !== length) {
    throw damagedParquet("a page does not have the length that its header says");
  }
  return plain;
}

function decompress(
  codec: number,
  bytes: Uint8Array,
  length: number,
  { gzip, brotli }: Codecs,
): Uint8Array | Promise<Uint8Array> {
  if (codec === 0) return bytes;
  if (codec === 1) return unsnappy(bytes, length);
  if (codec === 2) return gzip(bytes, length);
  if (codec === 4 && brotli !== undefined) return brotli(bytes, length);
  if (codec === 5) return unlz4Hadoop(bytes, length);
  if (codec === 6) return unzstdBlock(bytes, length);
  if (codec === 7) return unlz4(bytes, length);
  throw unsupportedContainer("Parquet", `compression ${NAMES[codec] ?? codec}`);
}
