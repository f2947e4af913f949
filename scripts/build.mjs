// Builds dist/: the CLI and the library as self-contained bundles, and the library's types.
// Deterministic: the same sources and lockfile give the same bytes.
import { execFile } from "node:child_process";
import { chmod, cp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundle, bundled } from "./bundle.mjs";
import { generate } from "./generate.mjs";
import { bundledPackages, notices } from "./notices.mjs";
import { splitBundle } from "./split-bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { version } = JSON.parse(await readFile(`${root}package.json`, "utf8"));
const outdir = `${root}dist`;

/** What only some runs use: files of their own, read when they are. */
const rare = {
  yaml: "yaml",
  picomatch: "picomatch",
  html: "src/core/reports/html.ts",
  "github-api": "src/doors/action/github-api.ts",
  "aws-secrets": "src/live/adapters/credentials/aws-secrets.ts",
  "generated/validate-contract": "src/generated/validate-contract.js",
  "generated/validate-report": "src/generated/validate-report.js",
  "generated/kernel": "src/generated/kernel.js",
  "generated/libzstd": "src/generated/libzstd.js",
  "generated/engine-worker": "src/generated/engine-worker.js",
  "live/index": "src/doors/cli/live/index.ts",
};
/** `folder` is where these files are, from the one that is built. */
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
/** Parts of @actions/core that bring a whole HTTP client and are not used. */
const withoutOidc = {
  name: "without-oidc",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/(oidc-utils|platform)\.js$/ }, ({ path, importer }) =>
      importer.includes("@actions") ? { path, namespace: "unused" } : undefined,
    );
    onLoad({ filter: /./, namespace: "unused" }, () => ({
      contents: "export class OidcClient {}",
    }));
  },
};

/** The agents for fetch that @actions/http-client has beside those for Node's own requests. */
const withoutUndici = {
  name: "without-undici",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace: "unused" }));
    onLoad({ filter: /./, namespace: "unused" }, () => ({
      contents: "export class ProxyAgent {}",
    }));
  },
};

/** All bundles as one, in esbuild's format, without modules that are no files. */
function metafile(bundled) {
  const inputs = Object.fromEntries(Object.entries(bundled).filter(([path]) => !/[<:]/.test(path)));
  const used = Object.keys(inputs).map((path) => [path, { bytesInOutput: 1 }]);
  const output = { bytes: 0, imports: [], exports: [], inputs: Object.fromEntries(used) };
  return JSON.stringify({ inputs, outputs: { dist: output } });
}

/** Parts of the Kafka client in JavaScript that are not used: codecs in WebAssembly, and Avro. */
const withoutCodecs = {
  name: "without-codecs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@platformatic\/wasm-utils$|confluent-schema-registry/ }, ({ path }) => {
      return { path, namespace: "unused" };
    });
    onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * Parts of commander that are not used: what starts subcommands that are programs of their own (Node's
 * child processes take milliseconds to load), and its did-you-mean.
 */
const withoutPrograms = {
  name: "without-programs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$|suggestSimilar$/ }, ({ path, importer }) =>
      importer.includes("/node_modules/commander/") ? { path, namespace: "unused" } : undefined,
    );
    onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
  },
};

await generate();
await rm(outdir, { recursive: true, force: true });
const shared = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  // The build of yaml for browsers is ES modules: smaller, and it asks for nothing of Node.
  alias: {
    yaml: "./node_modules/yaml/browser/dist/index.js",
    // Types alone are what it adds to commander.
    "@commander-js/extra-typings": "commander",
  },
  legalComments: "none",
  define: { SKEW_CONTRACT_VERSION: JSON.stringify(version) },
  logLevel: "warning",
};
// Node starts with CommonJS; its loader for ES modules takes some milliseconds more.
await splitBundle(
  { ...shared, plugins: [withoutPrograms] },
  { entry: "src/doors/cli/main.ts", outfile: "dist/cli.js", folder: "dist/rare" },
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
const { "aws-secrets": aws, "live/index": live, ...others } = rare;
await bundle({
  ...shared,
  entryPoints: others,
  outdir: "dist/rare",
  format: "cjs",
  plugins: [withoutUndici],
});
await bundle({
  ...shared,
  entryPoints: { "aws-secrets": aws },
  outdir: "dist/rare",
  format: "cjs",
  // AWS's ES modules, of which a third is left out as unused.
  mainFields: ["module", "main"],
  // Its word on versions of Node is for those who install it, not for those who run this bundle.
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
  // Modules of users are ES modules.
  supported: { "dynamic-import": true },
  define: {
    ...shared.define,
    // Its client looks for a native checksum from there, and takes its own where there is none.
    "import.meta.url": "__filename",
    "import.meta.dirname": "__dirname",
  },
  plugins: [apart(".."), withoutCodecs, withoutPrograms],
});
await bundle({
  ...shared,
  entryPoints: ["src/doors/library/index.ts"],
  format: "esm",
  outExtension: { ".js": ".mjs" },
});
await bundle({
  ...shared,
  entryPoints: [
    { in: "src/doors/dashboard/page/main.tsx", out: "page" },
    { in: "src/doors/dashboard/page/page.css", out: "page" },
    { in: "src/doors/dashboard/page/worker/worker.ts", out: "worker" },
  ],
  outdir: "dist/rare/dashboard",
  platform: "browser",
  format: "iife",
  // What browsers of the last three years run.
  target: ["chrome115", "firefox115", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
});
const demo = `${outdir}/rare/dashboard/demo`;
await cp(`${root}src/doors/dashboard/page/index.html`, `${outdir}/rare/dashboard/index.html`);
for (const name of ["by-country", "by-city"]) {
  await cp(`${root}fixtures/world-cities/${name}/keys.csv`, `${demo}/${name}.csv`);
}
await cp(`${root}fixtures/world-cities/by-city/skew_contract.yml`, `${demo}/skew_contract.yml`);
await chmod(`${outdir}/cli.js`, 0o755);
await writeFile(`${outdir}/THIRD-PARTY-NOTICES.txt`, await notices(bundledPackages(bundled)));
// For `npm run sbom`; not in dist/, for it holds paths.
await writeFile(`${root}src/generated/metafile.json`, metafile(bundled));
const bundler = createRequire(import.meta.url).resolve(
  "dts-bundle-generator/dist/bin/dts-bundle-generator.js",
);
await promisify(execFile)(
  process.execPath,
  [bundler, "--no-banner", "--silent", "-o", "dist/index.d.mts", "src/doors/library/index.ts"],
  { cwd: root },
);
