import {
  accessSync,
  chmodSync,
  constants,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type UserError, UserErrors } from "#core/errors/user-error.ts";
import { systemError } from "./system-error.ts";
import { temporaryName } from "./temporary-name.ts";

/** A file to write, whole or not at all. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes every file that can be written: into a temporary file beside it, then by renaming.
 *
 * @throws UserErrors for those that cannot; the others are written all the same
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
 * Told before long work is done for files that cannot be written.
 *
 * @throws UserErrors for each whose folder is not there or may not be written to
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

/** What kept a file from being written; a missing folder is told from a missing file. */
export function writeError(cause: unknown, subject: string, path: string): UserError {
  const next = "Give another path, or make the folder first.";
  const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
  return missing
    ? systemError(cause, `the folder of ${subject}`, dirname(path), next)
    : systemError(cause, subject, path, next);
}

/** Writes a new file and never touches one that is there. @throws as fs, EEXIST included */
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
    // Whoever may not read the earlier file is not to read this one.
    if (earlier !== undefined) chmodSync(temporary, earlier.mode & 0o777);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The file behind links, there or not yet; undefined for a device or pipe, which cannot be replaced. */
function targetOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return missingTarget(path);
  if (stats.isDirectory()) throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
  return stats.isFile() ? realpathSync(path) : undefined;
}

/** Where a path that has no file yet leads, through links of its folder and its own. */
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
