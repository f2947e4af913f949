// Bundles a program into one CommonJS file, and into separate files what few runs need: each module
// that it imports dynamically, and groups of `late` ones, which are loaded when one of their functions
// is first called. These files do not contain code that the program has already loaded: they take it
// from the program, so that there is only one copy of every class and of all state.
//
// This relies on three invariants:
// - A separate file refers to a module of the program only through an import from `loaded:…`, because
//   `imports` makes those modules external. esbuild prints each such import as one statement.
// - `linkTo` replaces every one of these statements with a look-up in one export of the program, a
//   function that returns all that these files share. An export of each name would take
//   milliseconds at every start.
// - The program is bundled last, with each of those names in that function.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, posix } from "node:path";
import { transform } from "esbuild";
import { bundle } from "./bundle.mjs";
import { lateModules } from "./late-modules.mjs";

/** Marks imports of modules that the program has already loaded. */
const LOADED = "loaded:";
const STATEMENT = new RegExp(
  `^import (\\w*)(?:, )?(?:\\{([^}]*)\\})? ?from "${LOADED}(.*)";`,
  "gm",
);
const CJS = { format: "cjs", supported: { "dynamic-import": false } };

/**
 * @param {import("esbuild").BuildOptions & { absWorkingDir: string }} options for all files
 * @param {{ entry: string, outfile: string, folder: string, late: Record<string, readonly string[]> }}
 *   files the program's source, its bundle, the folder for the other files, and by the name of their
 *   file the sources of modules that are loaded late; relative to the root
 * @param {(from: string) => import("esbuild").Plugin} apart makes modules that are built elsewhere
 *   external, for a file in the folder `from`
 * @returns {Promise<string[]>} the sources in the program's bundle
 */
export async function splitBundle(
  { outdir: _, plugins, ...options },
  { entry, outfile, folder, late },
  apart,
) {
  const root = options.absWorkingDir;
  const fileOf = (source) => `${folder}/${source.replace(/^src\/|\.ts$/g, "")}.js`;
  /** Entries of the other files, with their sources. A map also iterates over what is added meanwhile. */
  const others = new Map();
  const onLazy = (source, own = [source]) => others.set(source, own);
  const bundleTo = (file, { loaded, own }, more) => {
    const pathOf = (source) => pathFrom(file, fileOf(source));
    const ours = [imports({ root, entry, loaded, own, onLazy }, pathOf)];
    if (loaded.length === 0) ours.push(lateModules({ root, late, onLazy }, pathOf));
    const all = [...plugins, apart(pathFrom(file, folder)), ...ours];
    return bundle({ ...options, outfile: file, plugins: all, ...more });
  };
  const nothing = { loaded: [], own: [] };
  const whole = await bundleTo(outfile, nothing, { entryPoints: [entry], write: false });
  const loaded = Object.keys(whole.metafile.inputs);
  refuseOthers(late, loaded);
  const texts = new Map();
  for (const [source, own] of others) {
    const file = fileOf(source);
    texts.set(file, await textOf(own, options, (more) => bundleTo(file, { loaded, own }, more)));
  }
  const shared = sharedNames([...texts.values()]);
  for (const [file, text] of texts) {
    const linked = linkTo(pathFrom(file, outfile), text, shared);
    await writeCommonJs(`${root}${file}`, linked, options);
  }
  const stdin = { contents: program(entry, shared), resolveDir: root, loader: "ts" };
  const banner = { js: "#!/usr/bin/env node" };
  const { metafile } = await bundleTo(outfile, nothing, { ...CJS, stdin, banner });
  const stubs = new Set(Object.values(late).flat());
  return modulesIn(metafile).filter((source) => !stubs.has(source));
}

/** @throws Error where a module is listed for nothing */
function refuseOthers(late, loaded) {
  for (const source of Object.values(late).flat()) {
    if (loaded.includes(source)) continue;
    throw new Error(`${source} is not in the program: do not list it as late`);
  }
}

/** The text of a separate file, as an ES module. The next step passes its map on with the text. */
async function textOf(own, { absWorkingDir, sourcemap }, bundleWith) {
  const contents = own.map((source) => `export * from "./${source}";`).join("\n");
  const stdin = { contents, resolveDir: absWorkingDir };
  const map = sourcemap ? { sourcemap: "inline" } : {};
  const more = { stdin, format: "esm", minify: false, write: false, ...map };
  return (await bundleWith(more)).outputFiles[0].text;
}

/** The source files that are in a bundle, by their paths from the root. */
function modulesIn({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])).sort();
}

/** The names that separate files import from the program: `path name`. */
function sharedNames(texts) {
  const imported = texts.flatMap((text) => [...text.matchAll(STATEMENT)].flatMap(namesIn));
  return [...new Set(imported.map(({ path, name }) => `${path} ${name}`))].sort();
}

/** The program with its export. */
function program(entry, shared) {
  const lines = shared.map((one, i) => {
    const [path, name] = one.split(" ");
    const type = path.endsWith(".json") ? ` with { type: "json" }` : "";
    return `import { ${name} as $${i} } from "./${path}"${type};`;
  });
  const all = shared.map((_, i) => `$${i}`).join(", ");
  const names = `let all; export const shared = () => (all ??= [${all}]);`;
  return `${lines.join("\n")}\n${names}\nexport * from "./${entry}";\n`;
}

async function writeCommonJs(file, text, { minify, target, sourcemap }) {
  const output = { ...CJS, platform: "node", minify, target, sourcemap, sourcefile: file };
  const { code, map } = await transform(text, output);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
  if (sourcemap) await writeFile(`${file}.map`, map);
}

/** What a statement imports from a loaded module. */
function namesIn([, byDefault, named = "", path]) {
  const names = named.split(",").flatMap((one) => one.trim() || []);
  if (byDefault) names.push(`default as ${byDefault}`);
  return names.map((one) => {
    const [name, local = name] = one.split(" as ");
    return { path, name, local };
  });
}

/** Replaces imports of loaded modules with what the program shares. */
function linkTo(programPath, text, shared) {
  return text.replace(STATEMENT, (...match) => {
    const [whole, , , , at] = match;
    const names = namesIn(match).map(({ path, name, local }) => {
      return `${shared.indexOf(`${path} ${name}`)}: ${local}`;
    });
    const from = `import { shared as shared$${at} } from "${programPath}";`;
    // As many lines as before, for the map.
    return `${from} var { ${names.join(", ")} } = shared$${at}();${whole.replace(/[^\n]/g, "")}`;
  });
}

/** Makes dynamic imports, and static imports of `loaded` modules except the file's own, external. */
function imports({ root, entry, loaded, own, onLazy }, pathOf) {
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
        const isLoaded = loaded.includes(source) && !own.includes(source);
        if (isLoaded) return { path: `${LOADED}${source}`, external: true };
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
