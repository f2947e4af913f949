// commander for a program that starts in milliseconds: without what is not used here, and as ES
// modules, which esbuild joins with the rest. Its CommonJS would stay in functions that V8 has to read
// twice. commander's own code is as its authors wrote it.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../node_modules/commander/", import.meta.url));

/** What makes its files CommonJS. Node's own modules may be required by either kind. */
const statements = [
  [/^const (\{.*\}) = require\(('\.\/.*')\);$/gm, "import $1 from $2;"],
  [/^exports\.(\w+) = \1;.*$/gm, "export { $1 };"],
];

/**
 * In the place of the files that starting needs not: subcommands that are programs of their own (Node's
 * child processes take milliseconds to load), did-you-mean, and help, which is loaded when it is asked
 * for.
 */
const replaced = [
  { path: /^node:child_process$/, contents: "module.exports = {};" },
  { path: /\/suggestSimilar$/, contents: "export function suggestSimilar() {}" },
  {
    path: /\/help\.js$/,
    contents: `
      const load = () => require("commander-help");
      // What a constructor returns is what \`new\` makes.
      export function Help() { return new (load().Help)(); }
      export const stripColor = (text) => load().stripColor(text);`,
  },
];

/** The names that doors/cli/commander.ts takes. */
const entry = `
  export { Argument } from "./lib/argument.js";
  export { Command } from "./lib/command.js";
  export { CommanderError } from "./lib/error.js";
  export { Option } from "./lib/option.js";`;

export const leanCommander = {
  name: "lean-commander",
  setup({ onResolve, onLoad }) {
    // It adds only types to commander.
    onResolve({ filter: /^@commander-js\/extra-typings$/ }, () => {
      return { path: "entry", namespace: "commander" };
    });
    onResolve({ filter: /./ }, ({ path, importer }) => {
      if (!importer.startsWith(folder)) return undefined;
      const index = replaced.findIndex((one) => one.path.test(path));
      return index < 0 ? undefined : { path: String(index), namespace: "commander" };
    });
    onLoad({ filter: /./, namespace: "commander" }, ({ path }) => {
      const contents = path === "entry" ? entry : replaced[Number(path)].contents;
      return { contents, resolveDir: folder };
    });
    onLoad({ filter: /[\\/]node_modules[\\/]commander[\\/]lib[\\/]/ }, async ({ path }) => {
      return { contents: asModule(path, await readFile(path, "utf8")) };
    });
  },
};

/** A file of CommonJS as an ES module. */
function asModule(path, text) {
  const module = statements.reduce((code, [from, to]) => code.replace(from, to), text);
  const left = /^.*(?:\brequire\('\.|^exports\.).*$/m.exec(module);
  if (left !== null) throw new Error(`${path}: lean-commander.mjs does not know \`${left[0]}\``);
  return module;
}
