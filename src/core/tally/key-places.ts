/** Records of keys in partitions, as columns. */
export interface KeyPlaces {
  /** Different keys, numbered from 0. The first pairs are those of the keys in this order. */
  readonly keys: number;
  /** Of each pair of key and partition: the key's number, the partition, and the records. */
  readonly key: Uint32Array;
  readonly partition: Uint32Array;
  readonly records: Float64Array;
}

/** Of each key, the pair with the most records; of equal ones, that of the lowest partition. */
export function mainPairs({ keys, key, partition, records }: KeyPlaces): Uint32Array {
  const main = Uint32Array.from({ length: keys }, (_, i) => i);
  for (let i = keys; i < key.length; i++) {
    const of = key[i] as number;
    const now = main[of] as number;
    const more = (records[i] as number) - (records[now] as number);
    const isLower = (partition[i] as number) < (partition[now] as number);
    if (more > 0 || (more === 0 && isLower)) main[of] = i;
  }
  return main;
}

/** The number of keys in more than one partition. */
export function countSplitKeys({ keys, key }: KeyPlaces): number {
  return new Set(key.subarray(keys)).size;
}
