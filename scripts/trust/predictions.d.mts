interface Applied {
  readonly advised: number;
  readonly true: number;
  readonly roomy: number;
}

export function applyAdvice(
  core: object,
  options: {
    readonly cases: number;
    readonly seed: number;
    readonly partitions?: readonly number[];
  },
): {
  readonly kinds: Readonly<Record<"salt" | "split" | "partitions" | "null_token", Applied>>;
  readonly broken: number;
  readonly helped: number;
};
