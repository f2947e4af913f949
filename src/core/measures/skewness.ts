import type { PowerSums } from "./key-frequencies.ts";

/** Skewness of the load of one of P partitions, Σ f_i·B_i with B_i Bernoulli(1/P): (P − 2)/√(P − 1) · Σf³/(Σf²)^1.5. */
export function skewness({ squares, cubes }: PowerSums, partitions: number): number {
  const ofOne = Math.max(1, partitions - 2) / Math.sqrt(partitions - 1);
  return (ofOne * cubes) / squares ** 1.5;
}
