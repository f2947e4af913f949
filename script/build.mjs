// Builds dist/: the CLI and the library as self-contained bundles, and the library's types.
// Deterministic: the same sources and lockfile give the same bytes.
import { execFile } from "node:child_process";
import { chmod, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { generate } from "./generate.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { version } = JSON.parse(await readFile(`${root}package.json`, "utf8"));
const outdir = `${root}dist`;

await generate();
await rm(outdir, { recursive: true, force: true });
const shared = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  // The build of yaml for browsers is ES modules: smaller, and it asks for nothing of Node.
  alias: { yaml: "./node_modules/yaml/browser/dist/index.js" },
  legalComments: "none",
  define: { SKEW_CONTRACT_VERSION: JSON.stringify(version) },
  logLevel: "warning",
};
await build({
  ...shared,
  entryPoints: ["src/cli.ts"],
  // What a run does not use is not loaded: key formats, parsers and rare commands are chunks.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  // commander is CommonJS and asks for Node's modules by require.
  banner: {
    js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);',
  },
});
await build({ ...shared, entryPoints: ["src/index.ts"] });
await chmod(`${outdir}/cli.js`, 0o755);
const bundler = createRequire(import.meta.url).resolve(
  "dts-bundle-generator/dist/bin/dts-bundle-generator.js",
);
await promisify(execFile)(
  process.execPath,
  [bundler, "--no-banner", "--silent", "-o", "dist/index.d.ts", "src/index.ts"],
  { cwd: root },
);
