import { UserError } from "./user-error.ts";

// Errors of compressed key files.

export function zstdNeedsDictionary(): UserError {
  return new UserError({
    what: "the zstd file was written with a dictionary; dictionaries are not supported",
    next: "Compress it without a dictionary, or decompress it first.",
  });
}

export function zstdWindow(): UserError {
  return new UserError({
    what: "the zstd file needs a window of more than 128 MiB",
    next: "Compress it with a window of at most 128 MiB, zstd's default, or decompress it first.",
  });
}

export function zstdMemory(): UserError {
  return new UserError({
    what: "there is not enough memory to decompress the zstd file",
    next: "Compress it at zstd's default level, or decompress it first.",
  });
}

/** @param ending of the file's name */
export function notCompressed(ending: string): UserError {
  return new UserError({
    what: `the file's name ends in ${ending}, but it is neither gzip nor zstd`,
    next: "Its beginning may be damaged: write it again. If it is plain text, remove that extension.",
  });
}
