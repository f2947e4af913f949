import { refuseUnwritable } from "#adapters/write-files.ts";
import { UserError } from "#core/errors/user-error.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { type Formats, type Output, parseOutputs } from "../outputs.ts";

interface LiveOutputs {
  readonly output: readonly string[] | undefined;
  readonly json: boolean | undefined;
  readonly quiet: boolean | undefined;
  /** Files that no report may overwrite; undefined for flags that are not set. */
  readonly inputs: readonly (string | undefined)[];
  /** An example value of `--output` with a file. */
  readonly example: string;
}

/**
 * The outputs of a live command.
 *
 * @throws UserError before a cluster is contacted, if they contradict each other or cannot be written
 */
export function liveOutputs<Format extends { readonly ending: string }>(
  { output, json = false, quiet = false, inputs, example }: LiveOutputs,
  formats: Formats<Format>,
): Output<Format>[] {
  const outputs = parseOutputs<Format>({ output, quiet: json || quiet }, formats);
  const paths = outputs.flatMap(({ path }) => path ?? []);
  if (json && paths.length < outputs.length) {
    throw new UserError({
      what: "a report and --json both go to standard output",
      where: "--output",
      next: `Write the report to a file: --output ${example}`,
    });
  }
  refuseInputs(
    paths,
    inputs.filter((one) => one !== undefined),
  );
  refuseUnwritable(paths);
  return outputs;
}
