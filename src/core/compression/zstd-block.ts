import { concatBytes } from "../bytes.ts";

/**
 * The plain bytes of a container's block that is compressed with zstd.
 *
 * @throws RangeError if there are more than `maxLength` bytes; ZstdError if the block is damaged
 */
export async function unzstdBlock(bytes: Uint8Array, maxLength: number): Promise<Uint8Array> {
  const { unzstd } = await import("./zstd.ts");
  async function* once() {
    yield bytes;
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of unzstd(once())) {
    total += chunk.length;
    if (total > maxLength) throw new RangeError("zstd: too long");
    chunks.push(chunk.slice());
  }
  return concatBytes(...chunks);
}
