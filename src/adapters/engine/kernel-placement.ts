import { partitioners } from "#core/partitioners/index.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import type { Kernel } from "./kernel.ts";

type KernelHash = Extract<keyof Kernel, `hash${string}`> & Exclude<keyof Kernel, "hashesAddress">;

/** Hashes that the kernel computes; all others are computed by the host, on the kernel's memory. */
const hashes = new Map<Partitioner["hash"], KernelHash>([
  [partitioners.murmur2.hash, "hashMurmur2"],
  [partitioners.crc32.hash, "hashCrc32"],
  [partitioners.fnv1a.hash, "hashFnv1a"],
  [partitioners.xxh32.hash, "hashXxh32"],
  [partitioners["java-hashcode"].hash, "hashJava"],
  [partitioners["java-bytes-hashcode"].hash, "hashJavaBytes"],
  [partitioners["kafka-node-keyed"].hash, "hashKafkaNode"],
  [partitioners["maxwell-murmur3"].hash, "hashMaxwell"],
  [partitioners["debezium-murmur3"].hash, "hashDebezium"],
]);

/** Those of single keys while they are read, and their numbers in kernel/hashes.ts. */
const hashesOfKeys: readonly (KernelHash | "")[] = [
  "hashMurmur2",
  "hashCrc32",
  "hashFnv1a",
  "hashXxh32",
];

/** The numbers in kernel/tally.ts for the ways to place a hash. */
const rules = new Map<Partitioner["place"], number>([
  [partitioners.murmur2.place, 0],
  [partitioners.crc32.place, 1],
  [partitioners.fnv1a.place, 2],
  [partitioners["java-hashcode"].place, 3],
  [partitioners["java-hashcode-mask"].place, 4],
]);

/** The kernel's function that hashes a column; undefined if it has none. */
export function kernelHash(hash: Partitioner["hash"]): KernelHash | undefined {
  return hashes.get(hash);
}

/** The kernel's number for a way to place a hash; undefined if it has none. */
export function kernelRule({ place }: Pick<Partitioner, "place">): number | undefined {
  return rules.get(place);
}

/** The numbers with which the kernel places single keys; undefined if it cannot. */
export function kernelPlacement(
  partitioner: Partitioner,
): { readonly hash: number; readonly rule: number } | undefined {
  const hash = hashesOfKeys.indexOf(kernelHash(partitioner.hash) ?? "");
  const rule = kernelRule(partitioner);
  return hash < 0 || rule === undefined ? undefined : { hash, rule };
}
