import { windowsTooLarge } from "../errors/window-messages.ts";
import { BYTES_PER_KEY, KeyTable } from "../keys/key-table.ts";

const CELL_BYTES = 16;

export interface WindowOptions {
  readonly lengthMs: number;
  /** How much memory the numbers of records may take. */
  readonly maxBytes?: number | undefined;
}

/** Numbers of records, in columns. */
export interface WindowCells {
  readonly size: number;
  /** The start of the window, in lengths of a window since the epoch. */
  readonly windows: Float64Array;
  readonly keys: Uint32Array;
  /** The partition that they were written to, plus 1; 0 if unknown. */
  readonly places: Uint32Array;
  readonly records: Float64Array;
}

/**
 * Records in windows of time by the number of their key and their partition, from which the loads of
 * partitions follow for any placement. Memory: 44 bytes for each key in each window, twice that while
 * the table grows.
 */
export class KeyWindows {
  readonly lengthMs: number;
  readonly #mostCells: number;
  readonly #table = new KeyTable();
  readonly #cell = new DataView(new ArrayBuffer(CELL_BYTES));
  readonly #bytes = new Uint8Array(this.#cell.buffer);

  constructor({ lengthMs, maxBytes = Infinity }: WindowOptions) {
    this.lengthMs = lengthMs;
    this.#mostCells = maxBytes / (CELL_BYTES + BYTES_PER_KEY);
  }

  get size(): number {
    return this.#table.size;
  }

  /** @throws UserError if there are more than fit in memory */
  add(
    key: number,
    at: { readonly timeMs: number; readonly partition: number | undefined },
    count: number,
  ): void {
    const cell = this.#cell;
    cell.setFloat64(0, Math.floor(Math.floor(at.timeMs) / this.lengthMs));
    cell.setUint32(8, key);
    cell.setUint32(12, at.partition === undefined ? 0 : at.partition + 1);
    this.#table.add(this.#bytes, 0, CELL_BYTES, count);
    if (this.#table.size > this.#mostCells) throw windowsTooLarge();
  }

  /** In no particular order. */
  cells(): WindowCells {
    const { size } = this.#table;
    const [block] = this.#table.blocks();
    const cells = {
      size,
      windows: new Float64Array(size),
      keys: new Uint32Array(size),
      places: new Uint32Array(size),
      records: block?.counts.slice() ?? new Float64Array(0),
    };
    if (block === undefined) return cells;
    const view = new DataView(block.bytes.buffer, block.bytes.byteOffset);
    for (let i = 0; i < size; i++) {
      const start = block.starts[i] as number;
      cells.windows[i] = view.getFloat64(start);
      cells.keys[i] = view.getUint32(start + 8);
      cells.places[i] = view.getUint32(start + 12);
    }
    return cells;
  }
}
