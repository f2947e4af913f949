// Builds dist/: the CLI and the library as self-contained bundles, and the library's types.
// Deterministic: the same sources and lockfile give the same bytes. `--maps <folder>` also writes the
// bundles' source maps there, for the coverage of spawned programs.
import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { bundle, bundled } from "./bundle.mjs";
import { generate } from "./generate.mjs";
import { leanCommander } from "./lean-commander.mjs";
import { bundledPackages, notices } from "./notices.mjs";
import { late, rare } from "./separate-parts.mjs";
import { splitBundle } from "./split-bundle.mjs";
import {
  withoutCodecs,
  withoutOidc,
  withoutOptionChecks,
  withoutReaders,
  withoutUndici,
} from "./unused-parts.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { version } = JSON.parse(await readFile(`${root}package.json`, "utf8"));
const outdir = `${root}dist`;
const { maps } = parseArgs({ options: { maps: { type: "string" } } }).values;

/** Makes these modules external; `folder` is the relative path from the bundle to their files. */
const apart = (folder) => ({
  name: "apart",
  setup({ onResolve }) {
    const ends = new RegExp(`^(?:.*/|#)?(${Object.keys(rare).join("|")})(?:\\.[jt]s)?$`);
    onResolve({ filter: ends }, ({ path, kind }) => {
      if (kind === "entry-point") return undefined;
      return { path: `${folder}/${ends.exec(path)[1]}.js`, external: true };
    });
  },
});

/** All bundles as one metafile in esbuild's format, without modules that are not files. */
function metafile(bundled) {
  const inputs = Object.fromEntries(Object.entries(bundled).filter(([path]) => !/[<:]/.test(path)));
  const used = Object.keys(inputs).map((path) => [path, { bytesInOutput: 1 }]);
  const output = { bytes: 0, imports: [], exports: [], inputs: Object.fromEntries(used) };
  return JSON.stringify({ inputs, outputs: { dist: output } });
}

/** Moves the maps out of dist/, which ships, to the same paths in the folder for maps. */
async function moveMaps(folder) {
  for (const file of await readdir(outdir, { recursive: true })) {
    if (!file.endsWith(".map")) continue;
    await mkdir(join(folder, file, ".."), { recursive: true });
    await rename(join(outdir, file), join(folder, file));
  }
}

await generate();
await rm(outdir, { recursive: true, force: true });
await mkdir(outdir);
// Beside the bundles, as it takes as long as all of them.
const bundler = createRequire(import.meta.url).resolve(
  "dts-bundle-generator/dist/bin/dts-bundle-generator.js",
);
const types = promisify(execFile)(
  process.execPath,
  [bundler, "--no-banner", "--silent", "-o", "dist/index.d.mts", "src/doors/library/index.ts"],
  { cwd: root },
);
const shared = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  // The browser build of yaml consists of ES modules: it is smaller and does not need Node.
  alias: { yaml: "./node_modules/yaml/browser/dist/index.js" },
  legalComments: "none",
  // The bundles stay as they are: they do not name their maps.
  sourcemap: maps !== undefined && "external",
  define: { SKEW_CONTRACT_VERSION: JSON.stringify(version) },
  logLevel: "warning",
};
// CommonJS, because Node's loader for ES modules takes a few milliseconds more.
const startModules = await splitBundle(
  { ...shared, plugins: [leanCommander] },
  { entry: "src/doors/cli/main.ts", outfile: "dist/cli.js", folder: "dist/rare", late },
  apart,
);
await bundle({
  ...shared,
  entryPoints: { index: "src/doors/action/main.ts" },
  outdir: "dist/action",
  format: "cjs",
  target: "node24",
  supported: { "dynamic-import": false },
  plugins: [apart("../rare"), withoutOidc],
});
const { "aws-sdk": aws, "live/index": live, ...others } = rare;
await bundle({
  ...shared,
  entryPoints: others,
  outdir: "dist/rare",
  format: "cjs",
  plugins: [withoutUndici],
});
await bundle({
  ...shared,
  entryPoints: { "aws-sdk": aws },
  outdir: "dist/rare",
  format: "cjs",
  // AWS's ES modules, a third of which is unused and left out.
  mainFields: ["module", "main"],
  // Its warning about Node versions is for people who install it, not for users of this bundle.
  define: {
    ...shared.define,
    "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": '"true"',
  },
});
await bundle({
  ...shared,
  entryPoints: { "live/index": live },
  outdir: "dist/rare",
  format: "cjs",
  // Users' modules can be ES modules.
  supported: { "dynamic-import": true },
  define: {
    ...shared.define,
    // The client looks there for a native checksum, and uses its own if there is none.
    "import.meta.url": "__filename",
    "import.meta.dirname": "__dirname",
  },
  plugins: [apart(".."), withoutCodecs, withoutOptionChecks, leanCommander],
});
await bundle({
  ...shared,
  entryPoints: ["src/doors/library/index.ts"],
  format: "esm",
  outExtension: { ".js": ".mjs" },
  plugins: [withoutReaders],
});
const page = {
  ...shared,
  outdir: "dist/rare/dashboard",
  platform: "browser",
  format: "iife",
  // Browsers of the last three years.
  target: ["chrome115", "firefox115", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
};
await bundle({
  ...page,
  entryPoints: [
    { in: "src/doors/dashboard/page/main.tsx", out: "page" },
    { in: "src/doors/dashboard/page/page.css", out: "page" },
  ],
  plugins: [withoutReaders],
});
await bundle({
  ...page,
  entryPoints: [{ in: "src/doors/dashboard/page/worker/worker.ts", out: "worker" }],
});
const demo = `${outdir}/rare/dashboard/demo`;
await cp(`${root}src/doors/dashboard/page/index.html`, `${outdir}/rare/dashboard/index.html`);
for (const name of ["by-country", "by-city"]) {
  await cp(`${root}fixtures/world-cities/${name}/keys.csv`, `${demo}/${name}.csv`);
}
await cp(`${root}fixtures/world-cities/by-city/skew_contract.yml`, `${demo}/skew_contract.yml`);
if (maps !== undefined) await moveMaps(maps);
await chmod(`${outdir}/cli.js`, 0o755);
await writeFile(`${outdir}/THIRD-PARTY-NOTICES.txt`, await notices(bundledPackages(bundled)));
// For `npm run sbom` and a test. Not in dist/, because they contain paths.
await writeFile(`${root}src/generated/metafile.json`, metafile(bundled));
await writeFile(`${root}src/generated/start-modules.json`, JSON.stringify(startModules));
await types;
