import { realpathSync } from "node:fs";
import { missingTarget } from "../adapters/write-files.ts";
import { UserError } from "../errors.ts";

/** What is written must not overwrite what it is made from. */
export function refuseInputs(paths: readonly string[], inputs: readonly string[]): void {
  const protectedPaths = new Set(inputs.map(realPath));
  const clash = paths.find((path) => protectedPaths.has(realPath(path)));
  if (clash === undefined) return;
  throw new UserError({
    what: `the report would overwrite its own input ${clash}`,
    next: "Give the report another path.",
  });
}

/** The file behind a path, there or not yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return missingTarget(path);
  }
}
