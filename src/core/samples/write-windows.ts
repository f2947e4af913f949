import { concatBytes } from "../bytes.ts";
import type { KeyWindows, WindowCells } from "../tally/key-windows.ts";
import { pushLeb128 } from "./leb128.ts";
import type { WindowsHeader } from "./read-windows.ts";

const CHUNK_BYTES = 1 << 16;

/**
 * The windows of a sample: what the header says of them, and the beginning of its tail.
 *
 * @param numbers the number in the file of each key, by its number in the windows
 */
export function windowBytes(
  keyWindows: KeyWindows,
  numbers: Uint32Array,
  hasPartitions: boolean,
): { readonly header: WindowsHeader; readonly bytes: Uint8Array } {
  const cells = keyWindows.cells();
  const keys = cells.keys.map((key) => numbers[key] as number);
  const chunks: Uint8Array[] = [];
  let chunk: number[] = [];
  let [count, before] = [0, 0];
  const order = inOrder({ ...cells, keys });
  for (let at = 0; at < order.length; count++) {
    const window = cells.windows[order[at] as number] as number;
    let end = at + 1;
    while (end < order.length && cells.windows[order[end] as number] === window) end++;
    pushLeb128(chunk, window - before);
    pushLeb128(chunk, end - at);
    for (let key = 0; at < end; at++) {
      const i = order[at] as number;
      pushLeb128(chunk, (keys[i] as number) - key);
      if (hasPartitions) pushLeb128(chunk, cells.places[i] as number);
      pushLeb128(chunk, cells.records[i] as number);
      key = keys[i] as number;
      if (chunk.length < CHUNK_BYTES) continue;
      chunks.push(Uint8Array.from(chunk));
      chunk = [];
    }
    before = window;
  }
  const { lengthMs } = keyWindows;
  return {
    header: { length_ms: lengthMs, count, cells: cells.size, partitions: hasPartitions },
    bytes: concatBytes(...chunks, Uint8Array.from(chunk)),
  };
}

/** The cells by window, then key, then partition. */
function inOrder({ windows, keys, places }: WindowCells): Uint32Array {
  const all = keys.map((_, i) => i);
  return [places, keys, windows].reduce(sortedBy, all);
}

/** A counting sort, which keeps the order of what is equal. */
function sortedBy(order: Uint32Array, values: Uint32Array | Float64Array): Uint32Array {
  const distinct = [...new Set<number>(values)].sort((a, b) => a - b);
  const ranks = new Map(distinct.map((value, rank) => [value, rank]));
  const rankOf = (i: number) => ranks.get(values[i] as number) as number;
  const ends = new Uint32Array(distinct.length + 1);
  for (const i of order) (ends[rankOf(i) + 1] as number)++;
  for (let rank = 1; rank < ends.length; rank++) {
    (ends[rank] as number) += ends[rank - 1] as number;
  }
  const sorted = new Uint32Array(order.length);
  for (const i of order) {
    const rank = rankOf(i);
    sorted[ends[rank] as number] = i;
    (ends[rank] as number)++;
  }
  return sorted;
}
