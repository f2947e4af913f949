import { html } from "#core/reports/html/markup.ts";
import { shownText } from "#core/reports/html/report-table.ts";
import { percent, whole } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import type { RecommendationResult } from "#doors/dashboard/wire.ts";
import { dashboardWords } from "#doors/dashboard/words.ts";
import { csvPairs } from "#live/core/recommendation/reports/csv-pairs.ts";
import {
  recommendationFacts,
  recommendationHeadline,
} from "#live/core/recommendation/reports/facts.ts";
import {
  type ClusterOutcome,
  type ClusterResult,
  summarizeCluster,
} from "#live/core/recommendation/result.ts";
import { download } from "../parts/download.ts";
import { Shown } from "../parts/shown.tsx";
import { TopicTable } from "./topic-table.tsx";

const MAX_NAME = 80;

/** A section for each cluster. */
export function Recommendations({ result }: { readonly result: RecommendationResult }) {
  return (
    <>
      {result.clusters.map((outcome, i) => (
        <Cluster
          key={outcome.clusterId}
          id={`cluster-${i}`}
          outcome={outcome}
          startedMs={result.startedMs}
        />
      ))}
    </>
  );
}

interface ClusterProps {
  readonly id: string;
  readonly outcome: ClusterOutcome;
  readonly startedMs: number;
}

function Cluster({ id, outcome, startedMs }: ClusterProps) {
  const isDone = outcome.status === "done";
  return (
    <section class={`panel verdict ${isDone ? "pass" : "fail"}`} aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>
          <bdi>{printable(outcome.clusterId, MAX_NAME)}</bdi>
        </h2>
        {isDone && <Downloads outcome={outcome} startedMs={startedMs} />}
      </div>
      <Shown
        class="recommendationFacts"
        markup={html`<p>${shownText(recommendationHeadline(outcome))}</p>`}
      />
      {isDone && (
        <>
          <Shown markup={tiles(outcome)} />
          <TopicTable of={id} result={outcome} />
          <details>
            <summary>How this was determined</summary>
            <Shown
              markup={html`<ul>${recommendationFacts(outcome, dashboardWords).map((fact) => html`<li>${shownText(fact)}</li>`)}</ul>`}
            />
          </details>
        </>
      )}
    </section>
  );
}

interface DownloadsProps {
  readonly outcome: ClusterResult;
  readonly startedMs: number;
}

/** The two files that the original recommender writes. */
function Downloads({ outcome, startedMs }: DownloadsProps) {
  const files = csvPairs([outcome], startedMs);
  const titles = ["Details as CSV", "Summary as CSV"];
  return (
    <ul class="buttons">
      {files.map(({ name, content }, i) => (
        <li key={name}>
          <button type="button" class="quiet" onClick={() => download(name, content, "text/csv")}>
            {titles[i]}
          </button>
        </li>
      ))}
    </ul>
  );
}

function tiles(result: ClusterResult) {
  const { topics, activeTopics, failedTopics, partitions, recommendedPartitions, records, growth } =
    summarizeCluster(result);
  const all: readonly (readonly [string, string, string])[] = [
    ["Topics", whole(topics), `${whole(activeTopics)} with traffic`],
    ["Partitions now", whole(partitions), "in all these topics"],
    [
      "Recommended",
      whole(recommendedPartitions),
      `${growth < 0 ? "−" : "+"}${percent(Math.abs(growth))} in topics with traffic`,
    ],
    ["Records", whole(records), "in the time examined"],
    ["Unknown", whole(failedTopics), failedTopics === 1 ? "topic" : "topics"],
  ];
  const tile = ([name, value, about]: readonly [string, string, string]) =>
    html`<div><dt>${name}</dt><dd>${value} <small>${about}</small></dd></div>`;
  return html`<dl class="tiles">${all.map(tile)}</dl>`;
}
