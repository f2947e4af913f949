import { concatBytes } from "../bytes.ts";

/**
 * What one block of a container holds that is compressed by zstd.
 *
 * @throws RangeError once more than `maxLength` bytes come out; ZstdError for what is not whole
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
    if (total > maxLength) throw new RangeError("zstd: longer than was said");
    chunks.push(chunk.slice());
  }
  return concatBytes(...chunks);
}
