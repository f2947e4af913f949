import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { systemError } from "./system-error.ts";

const NEXT = "Give another path, or make the folder first.";

/**
 * Makes a folder and those above it that are missing. Node's own way (`recursive`) never ends where
 * the system says of a new folder that it does not exist, as below /proc.
 *
 * @param mode of those that are made
 * @throws UserError for one that cannot be made, with what to do `next`
 */
export function makeFolder(path: string, next = NEXT, mode = 0o777): void {
  const missing: string[] = [];
  for (let folder = resolve(path); !isFolder(folder); folder = dirname(folder)) {
    missing.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode });
    } catch (cause) {
      // Another process may have been faster.
      if (isFolder(folder)) continue;
      throw systemError(cause, "the folder", folder, next);
    }
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
