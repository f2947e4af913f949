import type { BlockLoops, Placement } from "../keys/key-counts.ts";

/** Counts the keys that clients put into different partitions. */
export class SplitKeys {
  keys = 0;
  records = 0;

  /** Adds a block of `size` keys, by the contract's own placement and those of other clients. */
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
