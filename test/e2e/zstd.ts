/*
 * zstd files without the zstd program: frames as RFC 8878 describes them.
 */

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
const WINDOW_LOG = 20;
const MAX_BLOCK_BYTES = 128 * 1024;
const STORED = 0;
const REPEATED = 1;

/** One frame with the content as it is, in blocks that are not compressed. */
export function zstdStored(content: string, windowLog = WINDOW_LOG): Uint8Array {
  const bytes = Buffer.from(content);
  const blocks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += MAX_BLOCK_BYTES) {
    const block = bytes.subarray(start, start + MAX_BLOCK_BYTES);
    const last = start + MAX_BLOCK_BYTES >= bytes.length;
    blocks.push(blockHeader(last, STORED, block.length), block);
  }
  return Buffer.concat([header(windowLog), ...blocks]);
}

/** One frame of one byte, repeated: 4 bytes of file for each 128 KiB of content. */
export function zstdRepeated(byte: string, times: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let start = 0; start < times; start += MAX_BLOCK_BYTES) {
    const last = start + MAX_BLOCK_BYTES >= times;
    const size = Math.min(MAX_BLOCK_BYTES, times - start);
    blocks.push(blockHeader(last, REPEATED, size), Buffer.from(byte));
  }
  return Buffer.concat([header(WINDOW_LOG), ...blocks]);
}

/** No checksum, no content size. */
function header(windowLog: number): Uint8Array {
  return Buffer.from([...MAGIC, 0x00, (windowLog - 10) << 3]);
}

function blockHeader(last: boolean, type: number, size: number): Uint8Array {
  const header = Buffer.alloc(3);
  header.writeUIntLE((size << 3) | (type << 1) | (last ? 1 : 0), 0, 3);
  return header;
}
