import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const modules = [
  "../doors/library/gate",
  "contract/from-fields",
  "contract/hashing-quantiles",
  "contract/propose",
  "contract/tight-limits",
  "measures/coefficient-of-variation",
  "measures/confidence",
  "measures/expected",
  "measures/gini",
  "measures/gini-quantile",
  "measures/key-frequencies",
  "measures/share-quantile",
  "measures/window-shares",
  "rules/sample-confidence",
  "text/significant",
];

/** The parts of src/core, and the library, that the simulations are about, bundled from their source. */
export async function loadCore() {
  const folder = mkdtempSync(join(tmpdir(), "skew-contract-trust-"));
  const outfile = join(folder, "core.mjs");
  const contents = modules.map((name) => `export * from "./src/core/${name}.ts";`).join("\n");
  try {
    await build({
      stdin: { contents, resolveDir: root, loader: "ts" },
      absWorkingDir: root,
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
