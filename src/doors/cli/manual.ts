/** The npm package does not contain the documentation. */
const REPOSITORY = "https://github.com/skew-contract/skew-contract";

interface Manual {
  /** Command lines; spaces and an explanation follow where one is needed. */
  readonly examples: readonly string[];
  readonly notes?: string;
  readonly exitCodes?: string;
  /** The page in docs/ about the command. */
  readonly page?: string;
}

const EXIT_CODES = "0 success, 2 error.";

/** The text below a command's flags. */
export function manual({ examples, notes, exitCodes = EXIT_CODES, page }: Manual): string {
  const parts = [`Examples:\n${examples.map((one) => `  $ ${one}`).join("\n")}`];
  if (notes !== undefined) parts.push(notes);
  parts.push(`Exit codes: ${exitCodes}`);
  const docs = page === undefined ? "tree/main/docs" : `blob/main/docs/${page}`;
  parts.push(`Documentation: ${REPOSITORY}/${docs}`);
  return `\n${parts.join("\n\n")}`;
}
