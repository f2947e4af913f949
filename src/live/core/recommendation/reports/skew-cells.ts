import { percent } from "#core/text/format.ts";
import type { PlacedBy } from "../placed-by.ts";
import type { KnownTopic } from "../result.ts";
import type { Shares } from "../skew.ts";

/** From this ratio of the share of bytes to that of records on, both are shown. */
const OTHER_SIZE = 1.25;

/**
 * The hottest key; the hottest partition as it is, and as it would be with the recommended count; and
 * what keys are placed by. Undefined is unknown.
 */
export function skewCells({ recommendation }: KnownTopic): (string | undefined)[] {
  const { skew, observed, placedBy } = recommendation;
  const now = observed && { records: observed.byRecords.share, bytes: observed.byBytes.share };
  return [
    skew && sharesText(skew.hottestKey),
    now && sharesText(now),
    skew?.simulated && sharesText(skew.simulated),
    placedBy && placedByText(placedBy),
  ];
}

/** `1 %`, or `1 %, 70 % of bytes` */
function sharesText({ records, bytes }: Shares): string {
  const isAlike = bytes < records * OTHER_SIZE;
  return isAlike ? percent(records) : `${percent(records)}, ${percent(bytes)} of bytes`;
}

/** `crc32`, `murmur2 + crc32`, `murmur2 (assumed)` */
export function placedByText({ names, basis }: PlacedBy): string {
  if (basis === "unexplained") return "unknown";
  const name = names.join(" + ");
  if (basis === "sample") return name;
  return basis === "contract" ? `${name} (contract)` : `${name} (assumed)`;
}
