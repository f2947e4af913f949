import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { realPath } from "#adapters/real-path.ts";

/**
 * A file's path from the root of its repository, with forward slashes: what platforms match their
 * own files by. From the working directory where there is no repository.
 */
export function repositoryPath(path: string): string {
  const file = realPath(path);
  const fromRoot = relative(repositoryRoot(dirname(file)) ?? realPath("."), file);
  return fromRoot.split(sep).join("/");
}

/** The nearest folder around with `.git`. */
export function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return undefined;
  }
}
