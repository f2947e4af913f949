import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/**
 * A file's path from the root of its repository, with forward slashes: what platforms match their
 * own files by. From the working directory where there is no repository.
 */
export function repositoryPath(path: string): string {
  const file = realPath(path);
  const fromRoot = relative(repositoryRoot(dirname(file)) ?? realPath("."), file);
  return fromRoot.split(sep).join("/");
}

function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
