import { UserError } from "../../errors.ts";
import { hashMurmur3 } from "./hash-murmur3.ts";
import { type CustomPartitioner, loadsByKey, type Strategy } from "./strategy.ts";

/** A user's own function, or MurmurHash3 as the Python analyzer takes it. */
export const customStrategy: Strategy = {
  title: "custom",
  note: ({ custom = murmur3 }) => custom.title,
  loads(input) {
    const { custom = murmur3, partitions } = input;
    return loadsByKey(input, (key) => {
      const partition: unknown = custom.place(key, partitions);
      if (isPartition(partition, partitions)) return partition;
      throw badPartition(custom.title, partition, partitions);
    });
  },
};

/** mmh3.hash(key, signed=False) % partitions; no key as the empty one. */
const murmur3: CustomPartitioner = {
  title: "the key's MurmurHash3 (mmh3), unsigned",
  place: (key, partitions) => hashMurmur3(key ?? new Uint8Array(0)) % partitions,
};

function isPartition(value: unknown, partitions: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < partitions;
}

function badPartition(title: string, value: unknown, partitions: number): UserError {
  return new UserError({
    what: `the custom partitioner returned ${typeof value === "number" ? value : `a ${typeof value}`}, which is no partition`,
    where: title,
    next: `It gets (key, partitions) and returns a whole number from 0 to ${partitions - 1}.`,
  });
}
