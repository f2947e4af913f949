import { UserError } from "#core/errors/user-error.ts";
import { hashMurmur3 } from "./hash-murmur3.ts";
import { type CustomPartitioner, loadsByKey, type Strategy } from "./strategy.ts";

const CONTRACT =
  "It gets (key, partitions), the key as a Uint8Array or null where there is none, and returns a whole number from 0 to partitions - 1.";

/** mmh3.hash(key, signed=False) % partitions; no key as the empty one. */
const murmur3: CustomPartitioner = {
  title: "the key's MurmurHash3 (mmh3), unsigned",
  place: (key, partitions) => hashMurmur3(key ?? new Uint8Array(0)) % partitions,
};

/** A user's own function, or MurmurHash3 as the Python analyzer takes it. */
export const customStrategy: Strategy = {
  title: "custom",
  note: ({ custom = murmur3 }) => custom.title,
  loads(input) {
    const { custom = murmur3, partitions } = input;
    return loadsByKey(input, (key) => {
      const partition = placed(custom, key, partitions);
      if (isPartition(partition, partitions)) return partition;
      throw badPartition(custom.title, partition, partitions);
    });
  },
};

/** By a function that may keep the key, write into it, or fail. */
function placed({ title, place }: CustomPartitioner, key: Uint8Array | null, partitions: number) {
  try {
    const partition: unknown = place(key?.slice() ?? null, partitions);
    return partition;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new UserError(
      { what: `the custom partitioner failed: ${reason}`, where: title, next: CONTRACT },
      { cause },
    );
  }
}

function isPartition(value: unknown, partitions: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < partitions;
}

function badPartition(title: string, value: unknown, partitions: number): UserError {
  const shown = typeof value === "number" ? value : `something of the type ${typeof value}`;
  return new UserError({
    what: `the custom partitioner returned ${shown}, which is no partition`,
    where: title,
    next: `${CONTRACT} Here the last is ${partitions - 1}.`,
  });
}
