import { useId, useMemo, useState } from "preact/hooks";
import { html } from "#core/reports/html/markup.ts";
import { shownText } from "#core/reports/html/report-table.ts";
import { percent, plural, whole } from "#core/text/format.ts";
import { escapeUnsafe, printable } from "#core/text/printable.ts";
import type {
  ClusterResult,
  KnownTopic,
  TopicRecommendation,
} from "#live/core/recommendation/result.ts";
import { TextField } from "../parts/fields.tsx";
import { Shown } from "../parts/shown.tsx";
import { RatesChart } from "./rates-chart.tsx";
import { changeOf, columnsFor, rowsOf, type Sorting } from "./topic-rows.ts";

/** More rows at once make a page slow, and few people read them. */
const MAX_ROWS = 200;
const MAX_NAME = 249;

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
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => columnsFor(result), [result]);
  const rows = useMemo(() => rowsOf(result, filter, sorting), [result, filter, sorting]);
  const toggle = (topic: string) => {
    const next = new Set(open);
    if (!next.delete(topic)) next.add(topic);
    setOpen(next);
  };
  const sortBy = (by: string) =>
    setSorting({ by, isDescending: sorting.by === by ? !sorting.isDescending : by !== "topic" });
  const heads = [{ id: "topic", title: "Topic" }, ...columns];
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
          <thead>
            <tr>
              {heads.map(({ id, title }, i) => (
                <th
                  key={id}
                  scope="col"
                  class={i > 0 ? "n" : undefined}
                  aria-sort={sortOf(id, sorting)}
                >
                  <button type="button" class="sort" onClick={() => sortBy(id)}>
                    {title}
                    <span aria-hidden="true">{arrowOf(id, sorting)}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map((topic) => (
              <Row
                key={topic.topic}
                topic={topic}
                columns={columns}
                isOpen={open.has(topic.topic)}
                onToggle={() => toggle(topic.topic)}
              />
            ))}
          </tbody>
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

function sortOf(id: string, { by, isDescending }: Sorting) {
  if (by !== id) return "none" as const;
  return isDescending ? ("descending" as const) : ("ascending" as const);
}

function arrowOf(id: string, { by, isDescending }: Sorting): string {
  if (by !== id) return "";
  return isDescending ? " ↓" : " ↑";
}

interface RowProps {
  readonly topic: TopicRecommendation;
  readonly columns: ReturnType<typeof columnsFor>;
  readonly isOpen: boolean;
  onToggle(): void;
}

function Row({ topic, columns, isOpen, onToggle }: RowProps) {
  const id = useId();
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="why-button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={onToggle}
          >
            <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span>{" "}
            <bdi>{printable(topic.topic, MAX_NAME)}</bdi>
          </button>
        </th>
        {topic.status === "error" ? (
          <td colSpan={columns.length}>
            <span class="badge fail">unknown</span>
          </td>
        ) : (
          columns.map((column) => (
            <td key={column.id} class="n">
              {column.id === "change" ? (
                <span class={toneOf(topic)}>{column.text(topic)}</span>
              ) : (
                column.text(topic)
              )}
            </td>
          ))
        )}
      </tr>
      <tr id={id} class="why" hidden={!isOpen}>
        <td colSpan={columns.length + 1}>{isOpen && <Why topic={topic} />}</td>
      </tr>
    </>
  );
}

function toneOf(topic: KnownTopic): string {
  const change = changeOf(topic);
  if (change > 0) return "badge warn";
  return change < 0 ? "badge none" : "badge pass";
}

/** The basis of the numbers, and what to know before applying them. */
function Why({ topic }: { readonly topic: TopicRecommendation }) {
  if (topic.status === "error") return <p>{escapeUnsafe(topic.reason)}</p>;
  const { recommendation, advice, traffic } = topic;
  const { skew, partitionsByThroughput, movedKeyShare } = recommendation;
  const { sample } = traffic;
  return (
    <div class="why-parts">
      <RatesChart traffic={traffic} />
      <div>
        <ul>
          <li>
            For throughput only: {plural(partitionsByThroughput, "partition")}
            {skew !== undefined &&
              `; the hottest partition has ${percent(skew.hottestPartitionShareNow)} now and would have ${percent(skew.hottestPartitionShare)}`}
            .
          </li>
          {sample !== undefined && (
            <li>
              {plural(sample.records, "record")} sampled, {whole(sample.meanBytes)} bytes on average
              {sample.marginBytes !== undefined && ` (± ${whole(sample.marginBytes)})`}.
            </li>
          )}
          {movedKeyShare > 0 && <li>{percent(movedKeyShare)} of the keys would move.</li>}
        </ul>
        {advice.length > 0 && (
          <Shown
            markup={html`<ul>${advice.map(({ text }) => html`<li>${shownText(text)}</li>`)}</ul>`}
          />
        )}
      </div>
    </div>
  );
}
