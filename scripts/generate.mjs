// Generates src/generated, which is not committed: the JSON Schemas compiled to plain JavaScript, so
// that ajv is not loaded at run time; the kernels of the engine and of the reader of topics compiled
// to WebAssembly; the code of the engine's workers; and libzstd's decoder. The output is
// deterministic.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import asc from "assemblyscript/asc";
import { bundle } from "./bundle.mjs";

const root = new URL("../", import.meta.url);
const folder = new URL("src/generated/", root);

const types = `import type { ErrorObject } from "ajv";

declare const validate: {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
};
export default validate;
`;

/**
 * The schema without documentation. A field can have one of these names, so the values are checked.
 */
function withoutText(schema) {
  return JSON.parse(JSON.stringify(schema), (name, value) => {
    const isText = name === "description" && typeof value === "string";
    return isText || (name === "examples" && Array.isArray(value)) ? undefined : value;
  });
}

export async function generate() {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    generateValidator("validate-contract", await schemaOf("skew-contract")),
    generateValidator("validate-report", openToLaterReleases(await schemaOf("report"))),
    generateKernel(),
    generateBatches(),
    generateZstd(),
  ]);
  await generateWorker();
}

async function schemaOf(name) {
  return JSON.parse(await readFile(new URL(`schemas/${name}.schema.json`, root), "utf8"));
}

/**
 * The schema without limits on what later releases of the same version may add: fields, values,
 * items.
 */
function openToLaterReleases(schema) {
  return JSON.parse(JSON.stringify(schema), (name, value) => {
    const isClosed = name === "additionalProperties" && value === false;
    return isClosed || name === "enum" || name === "maxItems" ? undefined : value;
  });
}

async function generateValidator(name, schema) {
  const ajv = new Ajv({
    allErrors: true,
    strictTypes: false,
    // Less code to parse at every start: no messages, and shared checks instead of inlined ones.
    messages: false,
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  const code = standalone.default(ajv, ajv.compile(withoutText(schema)));
  await bundle({
    absWorkingDir: fileURLToPath(root),
    // Bundles ajv's CommonJS helpers, so that the module has no dependencies.
    stdin: { contents: code, resolveDir: fileURLToPath(root) },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: fileURLToPath(new URL(`${name}.js`, folder)),
    logLevel: "error",
  });
  await writeFile(new URL(`${name}.d.ts`, folder), types);
}

/** The kernel uses one memory of up to 4 GiB, shared by all threads. */
async function generateKernel() {
  const memory = "--importMemory --sharedMemory --initialMemory 256 --maximumMemory 65536";
  const binary = await compile("kernel/index.ts", `${memory} --enable simd,threads`);
  await writeConstant("kernel", "kernelBase64", binary);
}

/** What reads record batches needs no more than every WebAssembly has. */
async function generateBatches() {
  const binary = await compile(
    "kernel/batches/index.ts",
    "--initialMemory 16 --maximumMemory 65536",
  );
  await writeConstant("batches", "batchesBase64", binary);
}

/** Compiles AssemblyScript to base64. */
async function compile(entry, options) {
  const always = "--runtime stub -O3 --noAssert --converge";
  let binary = new Uint8Array(0);
  const { error, stderr } = await asc.main(
    [entry, "--outFile", "kernel.wasm", ...`${options} ${always}`.split(" ")],
    {
      readFile: (name) => readFile(new URL(name, root), "utf8").catch(() => null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
  return Buffer.from(binary).toString("base64");
}

/**
 * libzstd's streaming decoder, extracted from the package zstddec, whose own wrapper ignores
 * libzstd's errors.
 */
async function generateZstd() {
  const wrapper = await readFile(new URL(import.meta.resolve("zstddec/stream")), "utf8");
  const [, base64] = /^const wasm = "([A-Za-z0-9+/=]+)";$/m.exec(wrapper) ?? [];
  if (base64 === undefined) throw new Error("zstddec no longer contains its WebAssembly as base64");
  await writeConstant("libzstd", "libzstdBase64", base64);
}

/** The worker is run from its source text, so that the bundle does not need a second file. */
async function generateWorker() {
  const { outputFiles } = await bundle({
    absWorkingDir: fileURLToPath(root),
    entryPoints: [fileURLToPath(new URL("src/adapters/engine/worker.ts", root))],
    bundle: true,
    minify: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    write: false,
    logLevel: "warning",
  });
  await writeConstant("engine-worker", "workerSource", outputFiles[0].text);
}

async function writeConstant(file, name, value) {
  await writeFile(
    new URL(`${file}.js`, folder),
    `export const ${name} = ${JSON.stringify(value)};\n`,
  );
  await writeFile(new URL(`${file}.d.ts`, folder), `export declare const ${name}: string;\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate();
