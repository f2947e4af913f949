import { useId, useMemo, useState } from "preact/hooks";
import { plural, whole } from "#core/text/format.ts";
import type { ClusterResult } from "#live/core/recommendation/result.ts";
import { TextField } from "../parts/fields.tsx";
import { TopicRow } from "./topic-row.tsx";
import { columnsFor, rowsOf, type Sorting } from "./topic-rows.ts";

/** More rows at once make a page slow, and few people read them. */
const MAX_ROWS = 200;

interface TopicTableProps {
  /** Id of the table's heading. */
  readonly of: string;
  readonly result: ClusterResult;
}

/** Every topic with its recommendation; an expandable row below shows why. */
export function TopicTable({ of, result }: TopicTableProps) {
  const caption = useId();
  const [filter, setFilter] = useState("");
  const [sorting, setSorting] = useState<Sorting>({ by: "change", isDescending: true });
  const [limit, setLimit] = useState(MAX_ROWS);
  const columns = useMemo(() => columnsFor(result), [result]);
  const rows = useMemo(() => rowsOf(result, filter, sorting), [result, filter, sorting]);
  return (
    <>
      <div class="filter">
        <TextField label="Filter by name" value={filter} onInput={setFilter} />
        <p class="note" role="status">
          {plural(rows.length, "topic")}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard */}
      <section class="scroll" aria-labelledby={`${caption} ${of}`} tabIndex={0}>
        <table class="topics">
          <caption id={caption}>
            <span>Topics, and how many partitions they need</span>
          </caption>
          <Head columns={columns} sorting={sorting} onSort={setSorting} />
          <Body columns={columns} rows={rows.slice(0, limit)} />
        </table>
      </section>
      {rows.length > limit && (
        <button type="button" class="quiet" onClick={() => setLimit(limit + MAX_ROWS)}>
          Show {whole(Math.min(MAX_ROWS, rows.length - limit))} more of {whole(rows.length)}
        </button>
      )}
    </>
  );
}

type Columns = ReturnType<typeof columnsFor>;

interface HeadProps {
  readonly columns: Columns;
  readonly sorting: Sorting;
  onSort(sorting: Sorting): void;
}

function Head({ columns, sorting, onSort }: HeadProps) {
  const { by: sortedBy, isDescending } = sorting;
  const sortBy = (by: string) =>
    onSort({ by, isDescending: sortedBy === by ? !isDescending : by !== "topic" });
  return (
    <thead>
      <tr>
        {[{ id: "topic", title: "Topic" }, ...columns].map(({ id, title }, i) => (
          <th key={id} scope="col" class={i > 0 ? "n" : undefined} aria-sort={sortOf(id, sorting)}>
            <button type="button" class="sort" onClick={() => sortBy(id)}>
              {title}
              <span aria-hidden="true">{arrowOf(id, sorting)}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface BodyProps {
  readonly columns: Columns;
  readonly rows: ReturnType<typeof rowsOf>;
}

function Body({ columns, rows }: BodyProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (topic: string) => {
    const next = new Set(open);
    if (!next.delete(topic)) next.add(topic);
    setOpen(next);
  };
  return (
    <tbody>
      {rows.map((topic) => (
        <TopicRow
          key={topic.topic}
          topic={topic}
          columns={columns}
          isOpen={open.has(topic.topic)}
          onToggle={() => toggle(topic.topic)}
        />
      ))}
    </tbody>
  );
}

function sortOf(id: string, { by, isDescending }: Sorting) {
  if (by !== id) return "none" as const;
  return isDescending ? ("descending" as const) : ("ascending" as const);
}

function arrowOf(id: string, { by, isDescending }: Sorting): string {
  if (by !== id) return "";
  return isDescending ? " ↓" : " ↑";
}
