// esbuild's `build`, which records the files that go into dist/, because their licences must too.
import { build } from "esbuild";

/** esbuild's metadata of each bundled file, by its path from the root. */
export const bundled = {
  // Not bundled by esbuild: the kernel contains code from AssemblyScript, and libzstd is from
  // zstddec.
  "node_modules/assemblyscript/package.json": { bytes: 0, imports: [] },
  "node_modules/zstddec/package.json": { bytes: 0, imports: [] },
};

/** Like esbuild's `build`. Files that are unused and therefore left out are not recorded. */
export async function bundle(options) {
  const result = await build({ ...options, metafile: true });
  const outputs = Object.values(result.metafile.outputs);
  for (const [path, { bytesInOutput }] of outputs.flatMap(({ inputs }) => Object.entries(inputs))) {
    if (bytesInOutput > 0) bundled[path] = result.metafile.inputs[path];
  }
  return result;
}
