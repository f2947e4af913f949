export interface WindowPopulation {
  readonly perKey: number;
  readonly exponent: number;
  readonly partitions: number;
}

export function simulate(
  core: object,
  population: WindowPopulation,
  options: { readonly days: number; readonly seed: number; readonly windows?: number },
): {
  readonly days: number;
  /** Days that break the proposed limit. */
  readonly red: number;
  /** The limit as a multiple of the first day's value. */
  readonly ratio: number;
};
