// Bundles a program into one CommonJS file, and each module that it imports dynamically into a
// separate file. These files do not contain code that the program has already loaded: they import
// it
// from the program's exports, so that there is only one copy of every class and of all state.
//
// This relies on three invariants:
// - A lazy file refers to a module of the program only through an import from `loaded:…`, because
//   `imports` makes those modules external. esbuild prints each such import as one statement.
// - `linkTo` replaces every one of these statements with an import from the program, under a name
//   that contains the module's index, so that equal names of two modules do not clash.
// - The program is bundled last, with an export for each of those names.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, posix } from "node:path";
import { transform } from "esbuild";
import { bundle } from "./bundle.mjs";

/** Marks imports of modules that the program has already loaded. */
const LOADED = "loaded:";
const CJS = { format: "cjs", supported: { "dynamic-import": false } };

/**
 * @param {import("esbuild").BuildOptions & { absWorkingDir: string }} options for all files
 * @param {{ entry: string, outfile: string, folder: string }} files the program's source, its bundle,
 *   and the folder for the other files; relative to the root
 * @param {(from: string) => import("esbuild").Plugin} apart makes modules that are built elsewhere
 *   external, for a file in the folder `from`
 * @returns {Promise<string[]>} the sources in the program's bundle
 */
export async function splitBundle(
  { outdir: _, plugins, ...options },
  { entry, outfile, folder },
  apart,
) {
  const root = options.absWorkingDir;
  const fileOf = (source) => `${folder}/${source.replace(/^src\/|\.ts$/g, "")}.js`;
  /** Sources that are imported dynamically. A set also iterates over what is added meanwhile. */
  const lazy = new Set();
  const bundleTo = (file, loaded, more) => {
    const split = { root, entry, loaded, onLazy: (source) => lazy.add(source) };
    const ours = imports(split, (source) => pathFrom(file, fileOf(source)));
    const all = [...plugins, apart(pathFrom(file, folder)), ours];
    return bundle({ ...options, outfile: file, plugins: all, ...more });
  };
  const whole = await bundleTo(outfile, [], { entryPoints: [entry], write: false });
  const loaded = Object.keys(whole.metafile.inputs);
  const exported = new Map();
  for (const source of lazy) {
    const file = fileOf(source);
    const more = { entryPoints: [source], format: "esm", minify: false, write: false };
    // The next step passes the map on with the text.
    const { sourcemap } = options;
    if (sourcemap) more.sourcemap = "inline";
    const [{ text }] = (await bundleTo(file, loaded, more)).outputFiles;
    const linked = linkTo(pathFrom(file, outfile), text, exporter(loaded, exported));
    await writeCommonJs(`${root}${file}`, linked, options);
  }
  const contents = `${[...exported.values()].sort().join("")}export * from "./${entry}";\n`;
  const stdin = { contents, resolveDir: root, loader: "ts" };
  const banner = { js: "#!/usr/bin/env node" };
  const { metafile } = await bundleTo(outfile, [], { ...CJS, stdin, banner });
  return modulesIn(metafile);
}

/** The source files that are in a bundle, by their paths from the root. */
function modulesIn({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])).sort();
}

/** Adds an export of a module's name to the program; returns the name that it has there. */
function exporter(loaded, exported) {
  return (path, name) => {
    const id = `${name}$${loaded.indexOf(path)}`;
    const type = path.endsWith(".json") ? ` with { type: "json" }` : "";
    exported.set(id, `export { ${name} as ${id} } from "./${path}"${type};\n`);
    return id;
  };
}

async function writeCommonJs(file, text, { minify, target, sourcemap }) {
  const output = { ...CJS, platform: "node", minify, target, sourcemap, sourcefile: file };
  const { code, map } = await transform(text, output);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
  if (sourcemap) await writeFile(`${file}.map`, map);
}

/** Replaces imports of loaded modules with imports from the program's exports. */
function linkTo(program, text, idOf) {
  const statement = new RegExp(
    `^import (\\w*)(?:, )?(?:\\{([^}]*)\\})? ?from "${LOADED}(.*)";`,
    "gm",
  );
  return text.replace(statement, (whole, byDefault, named = "", path) => {
    const names = named.split(",").flatMap((one) => one.trim() || []);
    if (byDefault) names.push(`default as ${byDefault}`);
    const linked = names.map((one) => {
      const [name, local = name] = one.split(" as ");
      return `${idOf(path, name)} as ${local}`;
    });
    // As many lines as before, for the map.
    return `import { ${linked.join(", ")} } from "${program}";${whole.replace(/[^\n]/g, "")}`;
  });
}

/** Makes dynamic imports, and static imports of `loaded` modules, external. */
function imports({ root, entry, loaded, onLazy }, pathOf) {
  return {
    name: "split",
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[.#]/ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
        if (kind === "entry-point" || pluginData === "resolved") return undefined;
        const resolved = await resolve(path, {
          importer,
          kind,
          resolveDir,
          pluginData: "resolved",
        });
        const source = posix.relative(root, resolved.path);
        if (kind === "dynamic-import" && !resolved.external) {
          onLazy(source);
          return { path: pathOf(source), external: true };
        }
        if (loaded.includes(source)) return { path: `${LOADED}${source}`, external: true };
        // package.json says that no module has side effects; the program does.
        return { ...resolved, sideEffects: source === entry };
      });
    },
  };
}

function pathFrom(file, to) {
  const path = posix.relative(dirname(file), to);
  return path.startsWith(".") ? path : `./${path}`;
}
