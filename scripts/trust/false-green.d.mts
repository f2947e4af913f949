export type Families = Readonly<Record<string, object>>;

export const families: { readonly bad: Families; readonly fair: Families };

export function outcomes(
  core: object,
  families: Families,
  seed: number,
): {
  readonly family: string;
  readonly expected: "red" | "said" | "silent";
  readonly outcome: "red" | "said" | "silent";
  readonly rules: readonly string[];
  readonly hints: readonly string[];
}[];
