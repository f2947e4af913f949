import type { Phrase } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";

const MAX_PATH = 200;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist: part of its path is not a folder",
  EISDIR: "is a folder, not a file",
  EACCES: "cannot be accessed: permission denied",
  EPERM: "cannot be accessed: operation not permitted",
  EROFS: "is on a read-only file system",
  ENOSPC: "cannot be written: the disk is full",
  EFBIG: "cannot be written: it would exceed the maximum file size",
  EDQUOT: "cannot be written: the disk quota is exceeded",
  ELOOP: "has too many symbolic links",
  ENAMETOOLONG: "has a name that is too long",
  EMFILE: "cannot be opened: too many files are open",
};

/** The operating system's error as a message. */
export function systemError(cause: unknown, subject: string, path: string, next: Phrase) {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const reason = REASONS[code] ?? `cannot be used: ${message}`;
  return new UserError({ what: `${subject} ${clip(path, MAX_PATH)} ${reason}`, next }, { cause });
}
