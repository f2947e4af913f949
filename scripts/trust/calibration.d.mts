export interface Calibrated {
  readonly values: number;
  /** P-values of at most 0.1, 0.05, 0.01, 0.005 and 0.001. */
  readonly atMost: readonly [number, number, number, number, number];
}

export function calibrate(
  core: object,
  options: { readonly profiles: number; readonly runs: number; readonly seed: number },
): Readonly<Record<"formula" | "simulation", Calibrated>>;
