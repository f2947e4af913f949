import { readdirSync, statSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { CONTRACT_NAMES, findContractFile } from "./contract-file.ts";
import { realPath } from "./real-path.ts";
import { systemError } from "./system-error.ts";

/** The one hidden folder that may have a contract. */
const HIDDEN = ".github";
const DEPENDENCIES = "node_modules";

const NEXT = phrase`Check ${setting("contract")}, or create a contract with \`skew-contract init\`.`;

/**
 * The contracts that files, globs and folders name, each once; without any, the one in a usual place.
 * A folder has all files below it with a contract's usual name.
 *
 * @throws UserError if a glob or folder has none
 */
export async function findContractFiles(
  paths: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (paths === undefined) return [findContractFile(undefined)];
  const found = new Map<string, string>();
  for (const path of paths) {
    for (const file of await filesOf(path)) {
      if (!found.has(realPath(file))) found.set(realPath(file), file);
    }
  }
  return [...found.values()];
}

async function filesOf(path: string): Promise<readonly string[]> {
  const stats = path === "" ? undefined : statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    return someOf(
      insideFolder(path).filter((file) => isUsual(file)),
      `${path} has no contract`,
    );
  }
  if (stats === undefined && /[*?[\]{}()]/.test(path)) {
    return someOf(await matching(path), `no contract matches ${path}`);
  }
  return [path];
}

function isUsual(file: string): boolean {
  return CONTRACT_NAMES.includes(basename(file));
}

function someOf(files: readonly string[], what: string): readonly string[] {
  if (files.length === 0) throw new UserError({ what, next: NEXT });
  return files;
}

async function matching(path: string): Promise<string[]> {
  const { default: picomatch } = await import("picomatch");
  const { base, glob } = picomatch.scan(path.replaceAll("\\", "/"));
  const start = base === "" ? "." : base;
  if (glob === "" || statSync(start, { throwIfNoEntry: false }) === undefined) return [];
  const matches = picomatch(glob, { dot: true });
  return insideFolder(start).filter((file) => matches(relative(start, file).split(sep).join("/")));
}

/** Sorted by name. Packages that are installed have contracts of their own, which are not ours. */
function insideFolder(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    const isSkipped = entry.name === DEPENDENCIES || entry.name.startsWith(".");
    if (entry.isDirectory()) return isSkipped && entry.name !== HIDDEN ? [] : insideFolder(path);
    return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
  });
}

function entriesOf(folder: string) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw systemError(cause, "the folder", folder, NEXT);
  }
}
