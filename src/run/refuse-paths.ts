import { realPath } from "#adapters/real-path.ts";
import { UserError } from "#core/errors/user-error.ts";

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

/** Each report needs a file of its own. */
export function refuseSamePath(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const target = realPath(path);
    if (seen.has(target)) {
      throw new UserError({ what: `two reports go to ${path}`, next: "Give each its own file." });
    }
    seen.add(target);
  }
}
