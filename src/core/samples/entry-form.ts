import { startsWith } from "../bytes.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import type { KeyForm } from "../tally/placement-evidence.ts";
import { DIGEST_BYTES } from "./sample-format.ts";

const EMPTY = new Uint8Array(0);

/**
 * Keys that are kept as a sample's entries: a digest, and the hashes that follow it. The empty key is kept as
 * it is.
 *
 * @param offsets where the values of hash functions are in an entry
 * @param entryBytes the size of a digest with these hashes
 */
export function entryForm(
  offsets: ReadonlyMap<Partitioner["hash"], number>,
  entryBytes: number,
): KeyForm {
  return {
    hashes({ table }, { hash }) {
      const offset = offsets.get(hash);
      const [block] = table.blocks();
      if (offset === undefined || block === undefined) return undefined;
      const { size, bytes, starts, ends } = block;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return Uint32Array.from({ length: size }, (_, i) => {
        const start = starts[i] as number;
        return start === ends[i] ? hash(EMPTY, 0, 0) : view.getUint32(start + offset, true);
      });
    },
    find({ table }, bytes, start, end) {
      return table.find(bytes, start, start === end ? end : start + entryBytes);
    },
    numberOf({ table }, digest) {
      if (digest.length < DIGEST_BYTES) return table.find(digest, 0, digest.length);
      const [block] = table.blocks();
      if (block === undefined) return -1;
      const { bytes, starts, ends } = block;
      return starts.findIndex((start, i) => {
        return startsWith(bytes.subarray(start, ends[i]), digest);
      });
    },
  };
}
