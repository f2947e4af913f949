import { readTextFile } from "#adapters/read-text-file.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { Io } from "./io.ts";

const SECRET_VARIABLE = "SKEW_CONTRACT_SAMPLE_SECRET";
const MIN_SECRET_CHARACTERS = 16;

/** Reads a file or the environment, never the command line, which other users can see. */
export function sampleSecret(file: string | undefined, { env }: Io): string | undefined {
  const next = "Create one with `openssl rand -hex 32`, and keep it out of the repository.";
  const secret =
    file === undefined ? env[SECRET_VARIABLE] : readTextFile(file, "the secret", next).trim();
  if (secret !== undefined && secret.length < MIN_SECRET_CHARACTERS) {
    const what = `the secret has fewer than ${MIN_SECRET_CHARACTERS} characters`;
    throw new UserError({ what, where: file === undefined ? SECRET_VARIABLE : { file }, next });
  }
  return secret;
}
