// Bundles a program into one CommonJS file and, for each module that it imports dynamically, a file
// of its own. Those files do not hold again what the program has loaded anyway: they take it from
// the program's exports, so that there is one copy of every class and of every state.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, posix } from "node:path";
import { transform } from "esbuild";
import { bundle } from "./bundle.mjs";

/** Marks imports of what the program has loaded. */
const LOADED = "loaded:";

/**
 * @param {import("esbuild").BuildOptions & { absWorkingDir: string }} options common to all files
 * @param {{ entry: string, outfile: string, folder: string }} files the program's source and its
 *   file, and where the others go; from the root
 * @param {(from: string) => import("esbuild").Plugin} apart makes what is built elsewhere external,
 *   for a file in the folder `from`
 */
export async function splitBundle(
  { outdir: _, plugins, ...options },
  { entry, outfile, folder },
  apart,
) {
  const root = options.absWorkingDir;
  const cjs = { format: "cjs", supported: { "dynamic-import": false } };
  const fileOf = (source) => `${folder}/${source.replace(/^src\/|\.ts$/g, "")}.js`;
  const lazy = new Set();
  const bundleTo = (file, loaded, more) =>
    bundle({
      ...options,
      outfile: file,
      plugins: [
        ...plugins,
        apart(pathFrom(file, folder)),
        imports({ root, entry, loaded, onLazy: (source) => lazy.add(source) }, (source) =>
          pathFrom(file, fileOf(source)),
        ),
      ],
      ...more,
    });

  const whole = await bundleTo(outfile, [], { entryPoints: [entry], write: false });
  const loaded = Object.keys(whole.metafile.inputs);
  const exported = new Map();
  // A set takes in what is added while it is gone through.
  for (const source of lazy) {
    const file = fileOf(source);
    const more = { entryPoints: [source], format: "esm", minify: false, write: false };
    const [{ text }] = (await bundleTo(file, loaded, more)).outputFiles;
    const program = pathFrom(file, outfile);
    const linked = linkTo(program, text, (path, name) => {
      const id = `${name}$${loaded.indexOf(path)}`;
      const type = path.endsWith(".json") ? ` with { type: "json" }` : "";
      exported.set(id, `export { ${name} as ${id} } from "./${path}"${type};\n`);
      return id;
    });
    const { minify, target } = options;
    const { code } = await transform(linked, { ...cjs, platform: "node", minify, target });
    await mkdir(`${root}${dirname(file)}`, { recursive: true });
    await writeFile(`${root}${file}`, code);
  }
  const contents = `${[...exported.values()].sort().join("")}import "./${entry}";\n`;
  const stdin = { contents, resolveDir: root, loader: "ts" };
  await bundleTo(outfile, [], { ...cjs, stdin, banner: { js: "#!/usr/bin/env node" } });
}

/** Has the imports of what the program has loaded, by names, come from its exports. */
function linkTo(program, text, idOf) {
  const statement = new RegExp(
    `^import (\\w*)(?:, )?(?:\\{([^}]*)\\})? ?from "${LOADED}(.*)";`,
    "gm",
  );
  return text.replace(statement, (_, byDefault, named = "", path) => {
    const names = named.split(",").flatMap((one) => one.trim() || []);
    if (byDefault) names.push(`default as ${byDefault}`);
    const linked = names.map((one) => {
      const [name, local = name] = one.split(" as ");
      return `${idOf(path, name)} as ${local}`;
    });
    return `import { ${linked.join(", ")} } from "${program}";`;
  });
}

/** Makes dynamic imports, and static ones of what is `loaded`, external. */
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
        // Of package.json's word that no module has side effects, the program is excepted.
        return { ...resolved, sideEffects: source === entry };
      });
    },
  };
}

function pathFrom(file, to) {
  const path = posix.relative(dirname(file), to);
  return path.startsWith(".") ? path : `./${path}`;
}
