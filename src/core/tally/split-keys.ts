import type { BlockLoops, Placement } from "../keys/key-counts.ts";

/** Counts the keys that not all clients put into the same partition. */
export class SplitKeys {
  keys = 0;
  records = 0;

  /** The keys of a block of `size`, by the contract's own way to place them and those of others. */
  add(size: number, loops: BlockLoops, own: Placement, others: readonly Placement[]): void {
    if (others.length === 0) return;
    loops.placeKeys(own);
    let alike = size;
    for (const other of others) {
      const { kept, droppedRecords } = loops.keepPlaced(other, alike);
      alike = kept;
      this.records += droppedRecords;
    }
    this.keys += size - alike;
  }
}
