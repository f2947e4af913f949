import { percent, whole } from "#core/text/format.ts";
import { coordinate } from "./chart.ts";
import { type Content, html } from "./markup.ts";

/** More columns would be too thin to see: a profile of the sorted loads replaces them. */
export const MAX_COLUMNS = 96;
const MAX_LABELS = 6;
/** Minimum height of a column with records, so that it is visible. */
const MIN_HEIGHT = 0.6;

export interface Loads {
  readonly shares: Float64Array;
  readonly before: Float64Array | undefined;
  readonly limit: number | undefined;
  /** The share at the top of the chart. */
  readonly most: number;
}

/** A column for each partition, in order. */
export function columns({ shares, before, limit = 1, most }: Loads) {
  const bars = Array.from(shares, (share, i) => {
    if (share === 0) return undefined;
    const height = Math.max(MIN_HEIGHT, (share / most) * 100);
    const text = `partition ${i}: ${percent(share)}`;
    return html`<rect${share > limit ? html` class="over"` : undefined} x="${coordinate(i + 0.09)}" y="${coordinate(100 - height)}" width=".82" height="${coordinate(height)}"><title>${text}</title></rect>
`;
  });
  const marks = before && Array.from(before, (share, i) => `M${i} ${y(share, most)}h1`).join("");
  const every = Math.ceil(shares.length / MAX_LABELS);
  const labelled = Array.from(shares.keys()).filter((i) => i % every === 0);
  return {
    width: shares.length,
    plot: [bars, marks && html`<path class="tick" d="${marks}"/>`] as Content,
    across: labelled.map((i) => ({ at: (i + 0.5) / shares.length, text: whole(i) })),
  };
}

/** The loads from the hottest on; ranks are on a logarithmic axis, so that the few hot ones take most space. */
export function profile({ shares, before, limit = 1, most }: Loads) {
  const sorted = shares.slice().sort().reverse();
  const over = sorted.findIndex((share) => share <= limit);
  const hot = over < 0 ? sorted.length : over;
  const area = (from: number, to: number) =>
    from < to ? `M${x(from, sorted)} 100${steps(sorted, most, from, to)}V100Z` : undefined;
  const earlier = before?.slice().sort().reverse();
  const line = earlier && steps(earlier, most, 0, earlier.length).replace("V", "M0 ");
  const powers = [1, 10, 100, 1000, 10_000, 100_000].filter((rank) => rank <= sorted.length / 2);
  return {
    width: 100,
    plot: [
      html`<path class="area over" d="${area(0, hot)}"/><path class="area" d="${area(hot, sorted.length)}"/>`,
      line && html`<path class="was" d="${line}"/>`,
    ] as Content,
    across: powers.map((rank) => ({
      at: (position(rank - 1, sorted) + position(rank, sorted)) / 200,
      text: whole(rank),
    })),
  };
}

/** A path down the sorted shares, with a step only where it is visible. */
function steps(sorted: Float64Array, most: number, from: number, to: number): string {
  let path = "";
  let last = "";
  for (let i = from; i < to; i++) {
    const height = y(sorted[i] as number, most);
    if (height === last) continue;
    path += last === "" ? `V${height}` : `H${x(i, sorted)}V${height}`;
    last = height;
  }
  return `${path}H${x(to, sorted)}`;
}

/** Where the load of this rank, from 0, begins: 0…100. */
function position(rank: number, { length }: Float64Array): number {
  return (Math.log(rank + 1) / Math.log(length + 1)) * 100;
}

function x(rank: number, sorted: Float64Array): string {
  return coordinate(position(rank, sorted));
}

function y(share: number, most: number): string {
  return (100 - (share / most) * 100).toFixed(1);
}
