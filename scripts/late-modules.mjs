// An esbuild plugin for modules that a program needs only where something is wrong or unusual: each
// of their functions is replaced with one that loads their file when it is called. Unlike with dynamic
// imports, the functions stay synchronous, and the code that calls them stays as it is.
import { readFile } from "node:fs/promises";
import { posix } from "node:path";

const FUNCTION =
  /^export (?:async )?function (\w+)|^export const (\w+)(?:: \w+)? = (?:async )?\(/gm;
const OTHER =
  /^export (?!(?:async )?function\b(?!\*)|interface\b|type\b|const \w+(?:: \w+)? = (?:async )?\().*/m;

/**
 * @param {{
 *   root: string,
 *   late: Record<string, readonly string[]>,
 *   onLazy: (group: string, own: readonly string[]) => void,
 * }} modules `late` has their sources by the name of their file
 * @param {(group: string) => string} pathOf from the program to the file of a group
 */
export const lateModules = ({ root, late, onLazy }, pathOf) => ({
  name: "late",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^late:/ }, ({ path }) => {
      const group = path.slice("late:".length);
      onLazy(group, late[group]);
      return { path: pathOf(group), external: true };
    });
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = posix.relative(root, path);
      const group = Object.keys(late).find((name) => late[name].includes(source));
      if (group === undefined) return undefined;
      return { contents: stubs(source, await readFile(path, "utf8"), group) };
    });
  },
});

/** @throws Error where the module exports something other than functions */
function stubs(source, text, group) {
  const other = OTHER.exec(text);
  if (other !== null) throw new Error(`${source} cannot be loaded late: \`${other[0]}\``);
  const functions = [...text.matchAll(FUNCTION)].map(([, name, constant]) => name ?? constant);
  const lines = functions.map((name) => {
    return `export function ${name}(...args) { return load().${name}(...args); }`;
  });
  return `const load = () => require("late:${group}");\n${lines.join("\n")}\n`;
}
