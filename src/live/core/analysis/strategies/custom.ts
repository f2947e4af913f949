import { UserError } from "#core/errors/user-error.ts";
import { hashMurmur3 } from "#core/partitioners/hash-murmur3.ts";
import { type CustomPartitioner, loadsByKey, type Strategy } from "./strategy.ts";

const CONTRACT =
  "It receives (key, partitions), where key is a Uint8Array or null, and must return a whole number from 0 to partitions - 1.";

const NO_BYTES = new Uint8Array(0);

/** mmh3.hash(key, signed=False) % partitions; a null key is hashed like an empty one. */
const murmur3: CustomPartitioner = {
  title: "the key's MurmurHash3 (mmh3), unsigned",
  place: (key, partitions) => hashMurmur3(key ?? NO_BYTES, 0, key?.length ?? 0, 0) % partitions,
};

/** A user's function, or MurmurHash3 as in the original analyzer. */
export const customStrategy: Strategy = {
  title: "custom",
  note: ({ custom = murmur3 }) => custom.title,
  loads(input) {
    const { custom = murmur3, partitions } = input;
    return loadsByKey(input, (key) => {
      const partition = placeSafely(custom, key, partitions);
      if (isPartition(partition, partitions)) return partition;
      throw badPartition(custom.title, partition, partitions);
    });
  },
};

/** Copies the key, because a user's function may keep or change it, and explains its errors. */
function placeSafely(
  { title, place }: CustomPartitioner,
  key: Uint8Array | null,
  partitions: number,
) {
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
  const shown = typeof value === "number" ? value : `a value of type ${typeof value}`;
  return new UserError({
    what: `the custom partitioner returned ${shown}, which is not a partition`,
    where: title,
    next: `${CONTRACT} The last partition is ${partitions - 1}.`,
  });
}
