import type { PartitionerName } from "#core/partitioners/index.ts";

interface ProducerPartitioner {
  /** Where keys decide. */
  readonly partitioner: PartitionerName | undefined;
  /** What becomes of the empty key: `unplaced` goes anywhere. */
  readonly emptyKey: "hashed" | "unplaced";
}

/**
 * librdkafka's `partitioner` setting and what it does with keys. Source: its CONFIGURATION.md; that
 * consistent_random takes the empty key for none: librdkafka#4510.
 */
export const producerPartitioners = {
  murmur2_random: { partitioner: "murmur2", emptyKey: "hashed" },
  murmur2: { partitioner: "murmur2", emptyKey: "hashed" },
  consistent_random: { partitioner: "crc32", emptyKey: "unplaced" },
  consistent: { partitioner: "crc32", emptyKey: "hashed" },
  fnv1a_random: { partitioner: "fnv1a", emptyKey: "hashed" },
  fnv1a: { partitioner: "fnv1a", emptyKey: "hashed" },
  random: { partitioner: undefined, emptyKey: "unplaced" },
} satisfies Record<string, ProducerPartitioner>;

export type ProducerPartitionerName = keyof typeof producerPartitioners;
