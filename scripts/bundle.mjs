// esbuild's `build`, which remembers which files went into dist/: their licences go with them.
import { build } from "esbuild";

/** What esbuild says of each file that is in a bundle, by its path from the root. */
export const bundled = {
  // What esbuild does not bundle itself: the kernel has code of AssemblyScript, libzstd is in zstddec.
  "node_modules/assemblyscript/package.json": { bytes: 0, imports: [] },
  "node_modules/zstddec/package.json": { bytes: 0, imports: [] },
};

/** As esbuild's `build`. What is left out of the bundle after all, unused, is not remembered. */
export async function bundle(options) {
  const result = await build({ ...options, metafile: true });
  const outputs = Object.values(result.metafile.outputs);
  for (const [path, { bytesInOutput }] of outputs.flatMap(({ inputs }) => Object.entries(inputs))) {
    if (bytesInOutput > 0) bundled[path] = result.metafile.inputs[path];
  }
  return result;
}
