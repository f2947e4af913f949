import type { Codecs } from "../codecs.ts";
import type { RecordDetails } from "../details/record-details.ts";
import type { KeySink } from "../key-sink.ts";
import type { RandomAccess } from "../random-access.ts";
import type { ParquetColumns } from "./columns.ts";
import { leavesOf, ParquetDetails } from "./details.ts";
import type { ParquetFooter } from "./footer.ts";
import { countAt } from "./numbers.ts";
import type { Page } from "./pages.ts";
import { RowCursor } from "./row-cursor.ts";
import type { Leaf } from "./schema.ts";

interface RowsOfFile {
  readonly file: RandomAccess;
  readonly footer: ParquetFooter;
  readonly codecs: Codecs;
  /** Called after some rows. */
  readonly onPage: () => Promise<void>;
}

/** Reads rows with more columns than key and count. */
export async function readDetailed(
  { key, count, details }: ParquetColumns,
  sink: KeySink,
  { file, footer, codecs, onPage }: RowsOfFile,
): Promise<void> {
  const reader = new ParquetDetails(details);
  const isNull = !("constant" in key) || key.constant === null;
  const constant = isNull ? undefined : new TextEncoder().encode(String(key.constant));
  for (const group of footer.rowGroups) {
    const open = (column: Leaf) => new RowCursor(file, group.chunk(column), codecs);
    const keys = "constant" in key ? undefined : open(key);
    const counts = count && open(count);
    const others = leavesOf(details).map(open);
    const all = [keys, counts, ...others].filter((cursor) => cursor !== undefined);
    for (let left = group.rows; left > 0; ) {
      const ready = await Promise.all(all.map((cursor) => cursor.ready()));
      const rows = Math.min(left, ...ready);
      for (let i = 0; i < rows; i++) {
        const records = counts && count ? countAt(counts.page, counts.next(), count) : 1;
        const more = reader.read(others);
        if (keys !== undefined) addRow(keys.page, keys.next(), records, sink, more);
        else if (constant === undefined) sink.addNull(records, more);
        else sink.add(constant, 0, constant.length, records, more);
      }
      left -= rows;
      await onPage();
    }
  }
}

/** Passes the key of a row on. */
export function addRow(
  { values }: Page,
  value: number,
  records: number,
  sink: KeySink,
  details?: RecordDetails,
): void {
  const { bytes, starts, ends } = values;
  if (value < 0) sink.addNull(records, details);
  else sink.add(bytes, starts[value] as number, ends[value] as number, records, details);
}
