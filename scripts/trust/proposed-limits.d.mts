export interface Population {
  readonly records: number;
  readonly perKey: number | "once";
  readonly exponent: number;
  readonly isFresh: boolean;
}

export interface Cell {
  readonly population: Population;
  readonly partitions: number;
  readonly days: number;
  /** Days that break a proposed limit, and one of the former rule. */
  readonly red: number;
  readonly formerRed: number;
  /** For each first day, proposed limits as multiples of the former ones. */
  readonly starts: readonly { readonly share: number; readonly gini: number }[];
}

export function populations(records: number): readonly Population[];
export function simulate(
  core: object,
  population: Population,
  options: {
    readonly days: number;
    readonly seed: number;
    readonly partitions?: readonly number[];
  },
): readonly Cell[];
export function total(cells: readonly Cell[], of: (cell: Cell) => number): number;
