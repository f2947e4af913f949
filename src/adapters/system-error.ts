import type { Phrase } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";

const MAX_PATH = 200;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist: a part of its path is no folder",
  EISDIR: "is a folder, not a file",
  EACCES: "may not be accessed: permission denied",
  EPERM: "may not be accessed: operation not permitted",
  EROFS: "lies on a read-only file system",
  ENOSPC: "cannot be written: the disk is full",
  EFBIG: "cannot be written: it would be larger than a file may be here",
  EDQUOT: "cannot be written: the disk quota is used up",
  ELOOP: "has too many symbolic links",
  ENAMETOOLONG: "has too long a name",
  EMFILE: "cannot be opened: too many files are open",
};

/** What the operating system refused, in words. */
export function systemError(cause: unknown, subject: string, path: string, next: Phrase) {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const reason = REASONS[code] ?? `cannot be used: ${message}`;
  return new UserError({ what: `${subject} ${clip(path, MAX_PATH)} ${reason}`, next }, { cause });
}
