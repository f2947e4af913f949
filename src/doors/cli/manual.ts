/** The npm package does not have the pages. */
const REPOSITORY = "https://github.com/skew-contract/skew-contract";

interface Manual {
  /** Command lines, with what each does after some spaces where that is not clear. */
  readonly examples: readonly string[];
  readonly notes?: string;
  readonly exitCodes?: string;
  /** The page of docs/ about the command. */
  readonly page?: string;
}

const EXIT_CODES = "0 done, 2 it could not be done.";

/** What stands below a command's flags. */
export function manual({ examples, notes, exitCodes = EXIT_CODES, page }: Manual): string {
  const parts = [`Examples:\n${examples.map((one) => `  $ ${one}`).join("\n")}`];
  if (notes !== undefined) parts.push(notes);
  parts.push(`Exit codes: ${exitCodes}`);
  const docs = page === undefined ? "tree/main/docs" : `blob/main/docs/${page}`;
  parts.push(`Documentation: ${REPOSITORY}/${docs}`);
  return `\n${parts.join("\n\n")}`;
}
