/** What was counted, by topic and by the beginning of the hour in ms. Hours without anything may lack. */
export type Metric = ReadonlyMap<string, ReadonlyMap<number, number>>;
