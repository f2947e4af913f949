import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { realPath } from "#adapters/real-path.ts";

/**
 * A file's path from the root of its repository, with forward slashes, as platforms need it to
 * match their own files. Without a repository, the path is from the working directory.
 */
export function repositoryPath(path: string): string {
  const file = realPath(path);
  const fromRoot = relative(repositoryRoot(dirname(file)) ?? realPath("."), file);
  return fromRoot.split(sep).join("/");
}

/** The nearest parent folder with `.git`, or the folder itself. */
export function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return undefined;
  }
}
