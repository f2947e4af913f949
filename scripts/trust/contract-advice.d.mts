export function adviceRates(
  core: object,
  field: "max_gini" | "max_partition_share",
  partitions: number,
  options: { readonly runs: number; readonly seed: number },
): { readonly raised: number; readonly moreKeys: number };
