import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { systemError } from "./system-error.ts";

const NEXT = "Use another path, or create the folder first.";

/**
 * Creates a folder and its missing parents. Node's `recursive` never ends if the system says that a
 * new folder does not exist, as below /proc.
 *
 * @param mode the mode of the folders that are created
 * @throws UserError if a folder cannot be created, with what to do `next`
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
      // Another process may have created it.
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
