import type { PartitionerName } from "#core/partitioners/index.ts";

interface ProducerPartitioner {
  /** Our name for it; undefined if keys do not decide. */
  readonly partitioner: PartitionerName | undefined;
  /** Whether an empty key is hashed, or may go to any partition. */
  readonly emptyKey: "hashed" | "unplaced";
}

/**
 * librdkafka's `partitioner` setting and how it places keys. Source: its CONFIGURATION.md, and
 * librdkafka#4510 for consistent_random, which treats an empty key as no key.
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
