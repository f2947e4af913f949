import { refuseUnwritable } from "#adapters/write-files.ts";
import { UserError } from "#core/errors/user-error.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import { type Formats, type Output, parseOutputs } from "../outputs.ts";

interface LiveOutputs {
  readonly output: readonly string[] | undefined;
  readonly json: boolean | undefined;
  readonly quiet: boolean | undefined;
  /** Files that no report may overwrite, where they are given. */
  readonly inputs: readonly (string | undefined)[];
  /** Of `--output`, for a file. */
  readonly example: string;
}

/**
 * Where the reports of a live command go; whatever is wrong with that is told before a cluster is
 * asked for anything.
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
      next: `Give the report a file: --output ${example}`,
    });
  }
  refuseInputs(
    paths,
    inputs.filter((one) => one !== undefined),
  );
  refuseUnwritable(paths);
  return outputs;
}
