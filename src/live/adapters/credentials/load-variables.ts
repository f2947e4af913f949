import { existsSync } from "node:fs";
import { join } from "node:path";
import { readTextFile } from "#adapters/read-text-file.ts";
import type { Variables } from "#live/core/cluster/environment-settings.ts";
import { parseDotenv } from "#live/core/credentials/dotenv.ts";

const FILE = ".env";

export interface LoadedVariables {
  readonly variables: Variables;
  /** Lines of the file that cannot be read, a line each, by number alone: they may hold secrets. */
  readonly notes: readonly string[];
}

/**
 * The environment, and what a folder's .env adds to it: a variable that is set already wins.
 *
 * @param folder undefined for the environment alone
 */
export function loadVariables(folder: string | undefined, environment: Variables): LoadedVariables {
  const path = folder === undefined ? undefined : join(folder, FILE);
  if (path === undefined || !existsSync(path)) return { variables: environment, notes: [] };
  const text = readTextFile(path, "the file", `Mend ${FILE}, or move it away.`);
  const { variables, unreadableLines } = parseDotenv(text);
  return {
    variables: { ...variables, ...environment },
    notes: unreadableLines.map((line) => `${FILE}:${line}: no NAME=value; the line is ignored`),
  };
}
