import { fnv1a } from "./hash-fnv1a.ts";
import { type Partitioner, placeUnsigned } from "./partitioner.ts";

export const fnv1aPartitioner: Partitioner = {
  name: "fnv1a",
  usedBy: "Sarama's default, librdkafka's fnv1a, segmentio's Hash balancer",
  hash: fnv1a,
  /** Absolute value of the signed hash; −2³¹ counts as 2³¹. */
  place: (hash, partitions) => placeUnsigned(Math.abs(hash | 0), partitions),
};
