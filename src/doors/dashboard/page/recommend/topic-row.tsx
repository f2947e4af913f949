import { useId } from "preact/hooks";
import { html } from "#core/reports/html/markup.ts";
import { shownText } from "#core/reports/html/report-table.ts";
import { percent, plural, whole } from "#core/text/format.ts";
import { escapeUnsafe, printable } from "#core/text/printable.ts";
import { dashboardWords } from "#doors/dashboard/words.ts";
import { adviceWords } from "#live/core/recommendation/advice-text.ts";
import { peakText } from "#live/core/recommendation/peak-text.ts";
import { placedByText } from "#live/core/recommendation/reports/skew-cells.ts";
import type { KnownTopic, TopicRecommendation } from "#live/core/recommendation/result.ts";
import { Shown } from "../parts/shown.tsx";
import { RatesChart } from "./rates-chart.tsx";
import { changeOf, type columnsFor } from "./topic-rows.ts";

const MAX_NAME = 249;

interface TopicRowProps {
  readonly topic: TopicRecommendation;
  readonly columns: ReturnType<typeof columnsFor>;
  readonly isOpen: boolean;
  onToggle(): void;
}

/** A topic with its recommendation, and a row below with the reasons while it is open. */
export function TopicRow({ topic, columns, isOpen, onToggle }: TopicRowProps) {
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

/** The hottest partition as it is, and as simulated. */
function Hottest({ recommendation }: Pick<KnownTopic, "recommendation">) {
  const { observed, skew, placedBy } = recommendation;
  if (observed === undefined) return undefined;
  const { byRecords, byBytes } = observed;
  return (
    <>
      <li>
        Now, partition {byRecords.partition} has {percent(byRecords.share)} of the records, and
        partition {byBytes.partition} {percent(byBytes.share)} of the bytes.
      </li>
      {skew?.simulated !== undefined && placedBy !== undefined && (
        <li>
          Simulated with {placedByText(placedBy)}: the hottest would have{" "}
          {percent(skew.simulated.records)} of the records and {percent(skew.simulated.bytes)} of
          the bytes.
        </li>
      )}
    </>
  );
}

/** The basis of the numbers, and what to know before applying them. */
function Why({ topic }: { readonly topic: TopicRecommendation }) {
  if (topic.status === "error") return <p>{escapeUnsafe(topic.reason)}</p>;
  const { recommendation, advice, traffic } = topic;
  const { partitionsByThroughput, movedKeyShare } = recommendation;
  const { sample } = traffic;
  return (
    <div class="why-parts">
      <RatesChart traffic={traffic} />
      <div>
        <ul>
          <li>For throughput only: {plural(partitionsByThroughput, "partition")}.</li>
          {recommendation.peakRange !== undefined && (
            <li>Peak: {peakText(recommendation)}, with 95 % confidence.</li>
          )}
          <Hottest recommendation={recommendation} />
          {sample !== undefined && (
            <li>
              {plural(sample.records, "record")} sampled, {whole(sample.meanBytes)} bytes on average
              {sample.marginBytes !== undefined &&
                !sample.isComplete &&
                ` (± ${whole(Math.ceil(sample.marginBytes))})`}
              .
            </li>
          )}
          {movedKeyShare > 0 && <li>{percent(movedKeyShare)} of the keys would move.</li>}
        </ul>
        {advice.length > 0 && (
          <Shown
            markup={html`<ul>${advice.map(({ text }) => html`<li>${shownText(adviceWords(text, dashboardWords))}</li>`)}</ul>`}
          />
        )}
      </div>
    </div>
  );
}
