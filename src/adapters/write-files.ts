import {
  accessSync,
  chmodSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type UserError, UserErrors } from "#core/errors/user-error.ts";
import { missingTarget } from "./real-path.ts";
import { systemError } from "./system-error.ts";
import { temporaryName } from "./temporary-name.ts";

/** A file to write, whole or not at all. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes every file that can be written: to a temporary file in the same folder, which is renamed.
 *
 * @throws UserErrors for those that cannot be written; the others are written anyway
 */
export function writeFiles(files: readonly OutputFile[]): void {
  const errors: UserError[] = [];
  for (const { path, content } of files) {
    try {
      writeWhole(path, content);
    } catch (cause) {
      errors.push(writeError(cause, "the report", path));
    }
  }
  if (errors.length > 0) throw new UserErrors(errors);
}

/**
 * Refuses files that cannot be written, before any long work.
 *
 * @throws UserErrors for each file whose folder does not exist or is not writable
 */
export function refuseUnwritable(paths: readonly string[]): void {
  const errors = paths.flatMap((path) => {
    try {
      const target = targetOf(path);
      accessSync(target === undefined ? path : dirname(target), constants.W_OK);
      return [];
    } catch (cause) {
      return [writeError(cause, "the report", path)];
    }
  });
  if (errors.length > 0) throw new UserErrors(errors);
}

/** Why a file could not be written. ENOENT means that its folder is missing. */
export function writeError(cause: unknown, subject: string, path: string): UserError {
  const next = "Use another path, or create the folder first.";
  const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
  return missing
    ? systemError(cause, `the folder of ${subject}`, dirname(path), next)
    : systemError(cause, subject, path, next);
}

/** Writes a new file, and never touches an existing one. @throws like fs, including EEXIST */
export function writeNewFile(path: string, text: string): void {
  writeFileSync(path, text, { flag: "wx" });
}

function writeWhole(path: string, content: string | Uint8Array): void {
  const target = targetOf(path);
  if (target === undefined) {
    writeFileSync(path, content);
    return;
  }
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${temporaryName()}`);
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    const earlier = statSync(target, { throwIfNoEntry: false });
    // The new file keeps the permissions of the old one.
    if (earlier !== undefined) chmodSync(temporary, earlier.mode & 0o777);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * The file behind links, existing or not; undefined for a device or pipe, which cannot be replaced.
 */
function targetOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return missingTarget(path);
  if (stats.isDirectory()) throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
  return stats.isFile() ? realpathSync(path) : undefined;
}
