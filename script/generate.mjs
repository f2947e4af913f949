// Compiles the JSON Schema of the contract to plain JavaScript, so that ajv itself is not
// loaded at run time. The output is deterministic; src/generated is not committed.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);

const types = `import type { ErrorObject } from "ajv";

declare const validate: {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
};
export default validate;
`;

export async function generate() {
  const schemaFile = new URL("schemas/skew-contract.schema.json", root);
  const schema = JSON.parse(await readFile(schemaFile, "utf8"));
  const ajv = new Ajv({ allErrors: true, strictTypes: false, code: { source: true, esm: true } });
  const code = standalone.default(ajv, ajv.compile(schema));
  const folder = new URL("src/generated/", root);
  await mkdir(folder, { recursive: true });
  await build({
    // ajv's helpers are CommonJS: bundled in, the module needs nothing else.
    stdin: { contents: code, resolveDir: fileURLToPath(root) },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: fileURLToPath(new URL("validate-contract.js", folder)),
    logLevel: "error",
  });
  await writeFile(new URL("validate-contract.d.ts", folder), types);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate();
