import { realpathSync } from "node:fs";
import { missingTarget } from "./write-files.ts";

/** The path with all links resolved, whether the file exists or not. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return missingTarget(path);
  }
}
