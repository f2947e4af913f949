/** ISO 8601 in UTC, to the millisecond, of a time since the epoch. */
export function isoText(ms: number): string {
  return new Date(ms).toISOString();
}
