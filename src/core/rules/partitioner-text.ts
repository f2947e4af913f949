import { percent } from "../text/format.ts";

/**
 * Whose the recorded partitions are: a clause.
 *
 * @param found undefined if no partitioner explains them
 * @param other the contract's partitioner, if it is not among those found
 * @param elsewhere share of the records that it did not place
 */
export function partitionerText(
  found: string | undefined,
  other: string | undefined,
  elsewhere: number,
): string {
  if (found !== undefined) {
    return `the recorded partitions are those of ${found}${other === undefined ? "" : `, not of ${other}`}`;
  }
  return `${percent(elsewhere)} of the records are not where ${other} puts their keys, and no known partitioner explains all of them; the partition count may have changed`;
}
