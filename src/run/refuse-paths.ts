import { type BigIntStats, fstatSync, statSync } from "node:fs";
import { STANDARD_INPUT } from "#adapters/find-key-files.ts";
import { realPath } from "#adapters/real-path.ts";
import { UserError } from "#core/errors/user-error.ts";

const BIGINT = { bigint: true } as const;

const STANDARD_INPUT_DESCRIPTOR = 0;

/**
 * An output must not overwrite an input: neither by its path, nor by another name of the same file
 * (a hard link, or standard input that the shell has opened from it).
 */
export function refuseInputs(paths: readonly string[], inputs: readonly string[]): void {
  if (paths.length === 0) return;
  const protectedFiles = new Set(inputs.flatMap(namesOf));
  const clash = paths.find((path) => namesOf(path).some((name) => protectedFiles.has(name)));
  if (clash === undefined) return;
  throw new UserError({
    what: `the report would overwrite its own input ${clash}`,
    next: "Use another path for the report.",
  });
}

/** A file's path and its ids in the file system. */
function namesOf(path: string): string[] {
  if (path === STANDARD_INPUT) return fileIds(() => fstatSync(STANDARD_INPUT_DESCRIPTOR, BIGINT));
  return [realPath(path), ...fileIds(() => statSync(path, BIGINT))];
}

/** None if the file does not exist, or is a device or pipe, which no report replaces. */
function fileIds(stat: () => BigIntStats): string[] {
  try {
    const stats = stat();
    return stats.isFile() ? [`${stats.dev}:${stats.ino}`] : [];
  } catch {
    return [];
  }
}

/** Each report needs its own file. */
export function refuseSamePath(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const target = realPath(path);
    if (seen.has(target)) {
      throw new UserError({
        what: `two reports go to ${path}`,
        next: "Use a separate file for each.",
      });
    }
    seen.add(target);
  }
}
