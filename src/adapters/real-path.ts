import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** The path with all links resolved, whether the file exists or not. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return missingTarget(path);
  }
}

/** The target of a path without a file, with links resolved. */
export function missingTarget(path: string): string {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return join(realFolder(dirname(path)), basename(path));
  }
}

function realFolder(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
