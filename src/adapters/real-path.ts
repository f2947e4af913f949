import { realpathSync } from "node:fs";
import { missingTarget } from "./write-files.ts";

/** The file behind a path, there or not yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return missingTarget(path);
  }
}
