import { percent } from "#core/text/format.ts";
import { type Content, html, type Markup } from "./markup.ts";

/** A label at a share of the axis, 0…1, from the left or the bottom. */
interface Tick {
  readonly at: number;
  readonly text: string;
}

interface Chart {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Width in units; the height is 100 units. */
  readonly width: number;
  readonly plot: Content;
  readonly across: readonly Tick[];
  readonly up: readonly Tick[];
  readonly limit?: Tick | undefined;
}

/**
 * A frame with labels around a plot. Only the plot is stretched to the available space: text and lines
 * have the same size on a phone and on a desktop.
 */
export function chart({ id, title, description, width, plot, across, up, limit }: Chart): Markup {
  return html`<svg class="chart" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>
${up.map(gridLine)}<svg viewBox="0 0 ${width} 100" preserveAspectRatio="none">${plot}</svg>
${across.map(acrossLabel)}${limit && limitLine(limit)}</svg>`;
}

function gridLine({ at, text }: Tick): Markup {
  const y = share(1 - at);
  return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="up" x="0" y="${y}" dx="-6" dy="4">${text}</text>
`;
}

function acrossLabel({ at, text }: Tick): Markup {
  return html`<text class="across" x="${share(at)}" y="100%" dy="18">${text}</text>
`;
}

function limitLine({ at, text }: Tick): Markup {
  const y = share(1 - at);
  return html`<line class="limit" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="limit" x="100%" y="${y}" dy="-5">${text}</text>
`;
}

/** Up to five steps of 1, 2 or 5 times a power of ten, from 0 to `most`. */
export function shareTicks(most: number): Tick[] {
  const step = roundStep(most);
  const digits = Math.max(1, Math.ceil(-Math.log10(step * 100)));
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => {
    return { at: (i * step) / most, text: percent(i * step, digits) };
  });
}

function roundStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const steps = [0.1, 0.2, 0.5, 1].map((factor) => factor * power);
  return steps.find((step) => most / step <= 5) ?? power;
}

/** A number rounded for coordinates. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function share(value: number): string {
  return `${coordinate(value * 100)}%`;
}
