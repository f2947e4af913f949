/**
 * The plain bytes of a container's block that is compressed with zstd.
 *
 * @throws RangeError if there are more than `maxLength` bytes; ZstdError if the block is damaged
 */
export async function unzstdBlock(bytes: Uint8Array, maxLength: number): Promise<Uint8Array> {
  return (await import("./zstd.ts")).unzstdAll(bytes, maxLength);
}
