// Reads random files by the readers and by the engine, which must come to the same keys and counts or
// refuse the same place for the same reason: `node scripts/fuzz-readers.mjs --cases 100000 --seed 1`.
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const outfile = join(tmpdir(), `skew-contract-fuzz-${process.pid}.mjs`);
await build({
  absWorkingDir: fileURLToPath(new URL("../", import.meta.url)),
  entryPoints: ["test/adapters/rows/fuzz.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  outfile,
  // Fixtures are found from there.
  define: { "import.meta.url": JSON.stringify(new URL("../test/adapters/rows/", import.meta.url)) },
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: "warning",
});
try {
  const { fuzzPages, fuzzRows } = await import(pathToFileURL(outfile));
  const [cases, seed] = [Number(values.cases), Number(values.seed)];
  console.log(`seed ${seed}`);
  console.log("rows", JSON.stringify(await fuzzRows(cases, seed)));
  console.log("Parquet", JSON.stringify(await fuzzPages(Math.ceil(cases / 10), seed)));
} finally {
  rmSync(outfile, { force: true });
}
