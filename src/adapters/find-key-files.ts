import { realpathSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import type { KeySource } from "../contract/contract.ts";
import { UserError } from "../errors.ts";
import { printable } from "../text/printable.ts";
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

const NEXT =
  "Run the test that writes the keys first, and check `keys` in the contract or --keys; paths in a contract are relative to it.";

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
  const absolute = resolve(folder, path);
  const stats = statOf(absolute, path);
  if (stats === undefined) return matching(path, folder, source);
  if (stats.isDirectory()) return insideFolder(path, absolute, source);
  return [{ path: realpathSync(absolute), label: path, source }];
}

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
  return /[*?[\]{}!()]/.test(path);
}

async function matching(path: string, folder: string, source: KeySource): Promise<KeyFile[]> {
  const { glob } = await import("tinyglobby");
  const found = await glob(path, { cwd: folder, absolute: true, expandDirectories: false });
  if (found.length === 0) {
    throw new UserError({ what: `no file matches ${printable(path, 200)}`, next: NEXT });
  }
  return found.sort().map((file) => ({ path: realpathSync(file), label: file, source }));
}

/** Every file below a folder, but hidden ones and, by Hadoop's custom, those that begin with `_`. */
async function insideFolder(path: string, absolute: string, source: KeySource): Promise<KeyFile[]> {
  const { glob } = await import("tinyglobby");
  const found = await glob("**/*", { cwd: absolute, ignore: ["**/_*", "**/_*/**"] });
  if (found.length === 0) {
    throw new UserError({
      what: `the folder ${printable(path, 200)} has no key files`,
      next: NEXT,
    });
  }
  return found.sort().map((file) => {
    return { path: realpathSync(resolve(absolute, file)), label: `${path}/${file}`, source };
  });
}
