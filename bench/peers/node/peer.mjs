import { join } from "node:path";

/** One more than the number of entries that fit in a V8 Map. */
const MAX_MAP_KEYS = 2 ** 24;

const program = (name, about, extra) => ({
  name: `node-${name}`,
  about,
  folder: "node",
  needs: [],
  maxKeys: MAX_MAP_KEYS - 1,
  command: (_, file, source) => [process.execPath, join(source, `${name}.mjs`), file],
  ...extra,
});

export const nodePeers = [
  program("readline", "Node as one writes it: readline and a Map", {
    unfit: { edges: "readline ends lines at a lone CR" },
  }),
  program("split", "Node with a Map, and lines split by hand"),
  {
    name: "node-start",
    about: "node -e 0: what any program in Node takes",
    needs: [],
    command: () => [process.execPath, "-e", "0"],
    translate: () => ({}),
  },
];
