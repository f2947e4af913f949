export function redSamples(
  core: object,
  name: "README" | "recipes",
  keys: { readonly perKey: number; readonly exponent: number },
  options: { readonly runs: number; readonly seed: number },
): number;
