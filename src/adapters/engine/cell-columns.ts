import type { DetailField } from "#core/keys/details/record-details.ts";
import type { CellPlan } from "#core/keys/row-plan.ts";
import type { Counter } from "./counter.ts";

const NO_COLUMN = 0xffff_ffff;
/** Where a cell begins and ends, in the kernel's memory. */
const CELL_BYTES = 8;

/** Has the kernel split rows of cells as a plan says. */
export function setCells(counter: Counter, plan: CellPlan): void {
  const { kernel } = counter;
  const { delimiter, hasQuotes, key, count, width, isExact } = plan;
  const { places } = plan.details;
  const columnOf = (wanted: DetailField) =>
    places.find(({ field }) => field === wanted)?.at ?? NO_COLUMN;
  const last = Math.max(key, count, ...places.map(({ at }) => at));
  const bounds = places.length === 0 ? 0 : counter.room("cells", CELL_BYTES * (last + 2));
  kernel.setCells(delimiter, hasQuotes, width, isExact, last, bounds);
  const countColumn = count < 0 ? NO_COLUMN : count;
  const [partition, time, bytes] = [columnOf("partition"), columnOf("time"), columnOf("bytes")];
  kernel.setColumns(key, countColumn, partition, time, bytes);
}
