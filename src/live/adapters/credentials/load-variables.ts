import { existsSync } from "node:fs";
import { join } from "node:path";
import { readTextFile } from "#adapters/read-text-file.ts";
import type { Variables } from "#live/core/cluster/environment-settings.ts";
import { parseDotenv } from "#live/core/credentials/dotenv.ts";

const FILE = ".env";

export interface LoadedVariables {
  readonly variables: Variables;
  /** One note per unreadable line, with its number only: the line may contain secrets. */
  readonly notes: readonly string[];
}

/**
 * The environment plus the variables of a folder's .env; the environment takes precedence.
 *
 * @param folder undefined to use only the environment
 */
export function loadVariables(folder: string | undefined, environment: Variables): LoadedVariables {
  const path = folder === undefined ? undefined : join(folder, FILE);
  if (path === undefined || !existsSync(path)) return { variables: environment, notes: [] };
  const text = readTextFile(path, "the file", `Fix ${FILE}, or move it elsewhere.`);
  const { variables, unreadableLines } = parseDotenv(text);
  return {
    variables: { ...variables, ...environment },
    notes: unreadableLines.map((line) => `${FILE}:${line}: not NAME=value; the line is ignored`),
  };
}
