/** Sums by topic and by the start of the hour in ms. Hours without data may be missing. */
export type Metric = ReadonlyMap<string, ReadonlyMap<number, number>>;
