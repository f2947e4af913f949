import { CountGuard } from "../checks/count-guard.ts";
import { hashKey } from "../checks/hash-key.ts";
import type { Codecs } from "../codecs.ts";
import type { RandomAccess } from "../random-access.ts";
import { numberColumns, type ParquetColumns } from "./columns.ts";
import { columnName } from "./find-leaf.ts";
import type { ParquetFooter } from "./footer.ts";
import { numberText } from "./numbers.ts";
import { type Page, readPages } from "./pages.ts";
import { RowCursor } from "./row-cursor.ts";
import type { Leaf } from "./schema.ts";

/**
 * Checks the first records before they are counted: if no key is repeated and there is a column of
 * whole numbers, these are probably the counts.
 *
 * @throws UserError if there is such a column
 */
export async function guardCounts(
  file: RandomAccess,
  footer: ParquetFooter,
  all: ParquetColumns,
  codecs: Codecs,
): Promise<void> {
  const { key } = all;
  const [first] = footer.rowGroups.filter(({ rows }) => rows > 0);
  if ("constant" in key || first === undefined) return;
  const columns = [key, ...numberColumns(footer.schema, all)];
  const guard = new CountGuard(columns.map((column, i) => (i === 0 ? "" : columnName(column))));
  if (!guard.isOpen || (await repeatsSoon(file, first.chunk(key), codecs))) return;
  for (const group of footer.rowGroups) {
    const cursors = columns.map((column) => new RowCursor(file, group.chunk(column), codecs));
    for (let left = group.rows; left > 0; ) {
      const ready = await Promise.all(cursors.map((cursor) => cursor.ready()));
      const rows = Math.min(...ready);
      for (let i = 0; i < rows; i++) seeRow(guard, cursors, columns);
      if (!guard.isOpen) return;
      left -= rows;
    }
  }
  guard.end();
}

/** So many values show whether keys come twice. */
const SOON = 4096;

/** Whether one of the first keys comes twice: then nothing else need be read. */
async function repeatsSoon(
  file: RandomAccess,
  chunk: Parameters<typeof readPages>[1],
  codecs: Codecs,
): Promise<boolean> {
  const { value: page } = await readPages(file, chunk, codecs).next();
  if (page === undefined) return false;
  const { values, indexes, rows, nulls } = page as Page;
  if (indexes !== undefined) return new Set(indexes).size < indexes.length;
  const { bytes, starts, ends } = values;
  const first = Array.from({ length: Math.min(SOON, rows - nulls) }, (_, i) =>
    hashKey(bytes, starts[i] as number, ends[i] as number),
  );
  return new Set(first).size < first.length;
}

function seeRow(guard: CountGuard, cursors: readonly RowCursor[], columns: readonly Leaf[]): void {
  const values = cursors.map((cursor) => cursor.next());
  const [key = -1] = values;
  if (key < 0 || !guard.isOpen) return;
  const { bytes, starts, ends } = (cursors[0] as RowCursor).page.values;
  guard.see(bytes, starts[key] as number, ends[key] as number, (index) => {
    const value = values[index] as number;
    const cursor = cursors[index] as RowCursor;
    return value < 0 ? undefined : numberText(cursor.page, value, columns[index] as Leaf);
  });
}
