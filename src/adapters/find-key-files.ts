import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { KeySource } from "#core/contract/contract.ts";
import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { systemError } from "./system-error.ts";

export const STANDARD_INPUT = "-";

/** One file with keys, or standard input. */
export interface KeyFile {
  /** Absolute path, links resolved, or `-`. */
  readonly path: string;
  /** The path for messages: as the user wrote it, or as a glob found it. */
  readonly label: string;
  readonly source: KeySource;
}

const NEXT = phrase`Run the test that writes the keys first, and check \`keys\` in the contract or ${setting("keys")}. Paths in a contract are relative to it.`;

const EMPTY_NEXT = phrase`Name a file, glob or folder. Is a variable in ${setting("keys")} unset?`;

/**
 * The files that the sources name, each once, sorted by name.
 *
 * @param folder the folder that relative paths start from
 */
export async function findKeyFiles(
  sources: readonly KeySource[],
  folder: string,
): Promise<KeyFile[]> {
  const files = new Map<string, KeyFile>();
  for (const source of sources) {
    for (const file of await filesOf(source, folder)) {
      if (!files.has(file.path)) files.set(file.path, file);
    }
  }
  return [...files.values()];
}

async function filesOf(source: KeySource, folder: string): Promise<KeyFile[]> {
  const { path } = source;
  if (path === STANDARD_INPUT) return [{ path, label: "standard input", source }];
  if (path === "") throw new UserError({ what: "the path of the keys is empty", next: EMPTY_NEXT });
  const absolute = resolve(folder, path);
  const stats = statOf(absolute, path);
  if (stats === undefined) return matching(path, folder, source);
  if (stats.isDirectory()) return insideFolder(path, absolute, source);
  return [{ path: stats.isFile() ? realPath(absolute) : absolute, label: path, source }];
}

/** Undefined if the path does not exist and can be a glob. */
function statOf(absolute: string, path: string): Stats | undefined {
  try {
    return statSync(absolute);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (isGlob(path) && (code === "ENOENT" || code === "ENOTDIR")) return undefined;
    throw systemError(cause, "the key file", path, NEXT);
  }
}

function isGlob(path: string): boolean {
  return /[*?[\]{}()]/.test(path);
}

/**
 * Resolves links, so that a file has one path. Not for pipes: /dev/fd/63, for example, has none.
 */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    throw systemError(cause, "the key file", path, NEXT);
  }
}

async function matching(path: string, folder: string, source: KeySource): Promise<KeyFile[]> {
  const { default: picomatch } = await import("picomatch");
  const { base, glob } = picomatch.scan(path.replaceAll("\\", "/"));
  // Brackets that are not a pattern are part of a name, and no such file exists.
  if (glob === "") throw systemError({ code: "ENOENT" }, "the key file", path, NEXT);
  const matches = picomatch(glob);
  const start = resolve(folder, base);
  const found = exists(start)
    ? walk(start).filter((file) => matches(relative(start, file).split(sep).join("/")))
    : [];
  if (found.length === 0) throw new UserError({ what: `no file matches ${path}`, next: NEXT });
  return found.map((file) => {
    return { path: realPath(file), label: relative(folder, file) || file, source };
  });
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Every file below a folder, except those that begin with `_`, which in Hadoop do not contain data.
 */
function insideFolder(path: string, absolute: string, source: KeySource): KeyFile[] {
  const found = walk(absolute).filter((file) => !/(^|[\\/])_/.test(relative(absolute, file)));
  if (found.length === 0) {
    throw new UserError({ what: `the folder ${path} has no key files`, next: NEXT });
  }
  return found.map((file) => {
    return { path: realPath(file), label: join(path, relative(absolute, file)), source };
  });
}

/**
 * The files below a folder, sorted by name. Hidden files and links to folders are left
 * out. A folder that cannot be read is an error: the sample must not be smaller than intended.
 */
function walk(folder: string): string[] {
  const files: string[] = [];
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) files.push(...walk(path));
    else if (isFile(entry, path)) files.push(path);
  }
  return files;
}

function entriesOf(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw systemError(cause, "the folder", folder, NEXT);
  }
}

/** A broken link is an error: its file may be part of the sample. */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch (cause) {
    throw systemError(cause, "the linked key file", path, NEXT);
  }
}
