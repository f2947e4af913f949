import { bytesPerSecond } from "#live/core/recommendation/rate.ts";
import type { KnownTopic } from "#live/core/recommendation/result.ts";

/** In drawing units; the chart is stretched to fit. */
const HEIGHT = 40;

/** The write rate over the time that was examined, in bytes per second. */
export function RatesChart({ traffic }: Pick<KnownTopic, "traffic">) {
  const { buckets } = traffic;
  const rates = buckets.map(({ startMs, endMs, bytes }) => bytes / ((endMs - startMs) / 1000 || 1));
  const most = rates.reduce((max, rate) => Math.max(max, rate), 0);
  const y = (rate: number) => (HEIGHT - (most === 0 ? 0 : (rate / most) * HEIGHT)).toFixed(2);
  const steps = rates.map((rate, i) => `V${y(rate)}H${i + 1}`).join("");
  return (
    <figure class="rates">
      <svg
        viewBox={`0 0 ${rates.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Rate over time, at most ${bytesPerSecond(most)}`}
      >
        <path class="area" d={`M0 ${HEIGHT}${steps}V${HEIGHT}Z`} />
      </svg>
      <figcaption>
        {dateOf(buckets[0]?.startMs)} to {dateOf(buckets.at(-1)?.endMs)}, at most{" "}
        {bytesPerSecond(most)}
      </figcaption>
    </figure>
  );
}

/** `2026-03-04 05:00`, in UTC. */
function dateOf(ms = 0): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
