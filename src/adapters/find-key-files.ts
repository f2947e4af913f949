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
  /** As the user wrote it or a glob found it, for messages. */
  readonly label: string;
  readonly source: KeySource;
}

const NEXT = phrase`Run the test that writes the keys first, and check \`keys\` in the contract or ${setting("keys")}; paths in a contract are relative to it.`;

const EMPTY_NEXT = phrase`Name a file, glob or folder. Is a variable in ${setting("keys")} unset?`;

/**
 * The files that the sources name, each once, in the order of their names.
 *
 * @param folder what relative paths are relative to
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

/** Undefined where nothing is there and the path can be a glob. */
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

/** Links resolved, so that one file is told by one path. Pipes such as /dev/fd/63 have none. */
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
  // Brackets that make no pattern are part of a name, and that name is not there.
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

/** Every file below a folder, but those that begin with `_`, by Hadoop's custom no data. */
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
 * The files below a folder, in the order of their names. Hidden ones and links to folders are left
 * out; a folder that cannot be read is an error, never a smaller sample.
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

/** A link that leads nowhere is an error: its file may be a part of the sample. */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch (cause) {
    throw systemError(cause, "the linked key file", path, NEXT);
  }
}
