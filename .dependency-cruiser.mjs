// Which part of src may import which. `npm run arrows` checks it, and so does `npm test`.
// ARCHITECTURE.md draws the layers. Imports of types count unless a rule says otherwise.

const CORE = "^src/core/";
/** Made from schemas/ and kernel/ by the build; part of the core. */
const GENERATED = "^src/generated/";
/** Commands of live mode whose flags take names and limits from live/core/. */
const LIVE_FLAGS = "^src/doors/cli/commands/(analyze|analyze-flags|monitor|recommend)\\.ts$";
const VALUES = { dependencyTypesNot: ["type-only"] };

/** What each layer may import besides itself. */
const layers = [
  {
    layer: "core",
    may: [],
    comment:
      "The core does no I/O and knows no layer above it, so that it also runs in a browser. Pass " +
      "what it needs as an argument, or put the code that needs it into adapters/ or run/.",
  },
  {
    layer: "live/core",
    may: ["core"],
    comment:
      "Plans, analyses and recommendations of live mode do no I/O. Pass data in; reading it belongs " +
      "in live/adapters/, the order of steps into live/run/.",
  },
  {
    layer: "adapters",
    may: ["core"],
    comment:
      "Adapters of the gate do I/O in terms of the core's types. The order of steps belongs in " +
      "run/; what speaks to a cluster, into live/adapters/.",
  },
  {
    layer: "run",
    may: ["core", "adapters"],
    comment:
      "What doors of the gate share knows no door and no live mode. Pass in what differs by door.",
  },
  {
    layer: "live/adapters",
    may: ["core", "live/core", "adapters"],
    comment:
      "Adapters of live mode do I/O in terms of the core's types. The order of steps belongs in " +
      "live/run/.",
  },
  {
    layer: "live/run",
    may: ["core", "live/core", "adapters", "live/adapters"],
    comment:
      "What doors of live mode share knows no door, and nothing of the gate's own order of steps: " +
      "take from the core what run/ takes from it.",
  },
].map(({ layer, may, comment }) => ({
  name: `layer-${layer.replace("/", "-")}`,
  comment,
  severity: "error",
  from: { path: `^src/${layer}/` },
  to: { path: "^src/", pathNot: [layer, ...may].map((one) => `^src/${one}/`).concat(GENERATED) },
}));

/** In the core, what imports a package, and which. */
const packages = {
  "contract/(yaml-source|yaml-nodes|partition-proposal)\\.ts": "yaml",
  "text/did-you-mean\\.ts": "fastest-levenshtein",
};

const core = [
  {
    name: "core-without-node",
    comment:
      "The core runs in the browser. Files, processes, hashes and streams of Node belong in an " +
      "adapter; bytes are Uint8Array. (Biome refuses Node's globals there.)",
    from: { path: ["^src/core/", "^src/live/core/"] },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "core-packages",
    comment:
      "Each package that the core needs has one place, given in `packages` here, where it can be " +
      "replaced and loaded lazily. Ask for it there, or add a row and say in the commit why.",
    from: { path: ["^src/core/", "^src/live/core/"], pathNot: paths(Object.keys(packages)) },
    to: { path: "node_modules/", ...VALUES },
  },
  ...Object.entries(packages).map(([place, names]) => ({
    name: `core-packages-of-${place.replace(/\W.*/, "")}`,
    comment: "Each package that the core needs has one place: see `packages` here.",
    from: { path: paths([place]) },
    to: { path: "node_modules/", pathNot: `node_modules/(${names})/`, ...VALUES },
  })),
  {
    name: "partitioners-stand-alone",
    comment:
      "A partitioner is bytes to a number, as in the client that it copies, and is proved by that " +
      "client's vectors. It imports nothing, not even a type; what it needs is in its folder.",
    from: { path: `${CORE}partitioners/` },
    to: { pathNot: `${CORE}partitioners/` },
  },
  {
    name: "text-stands-alone",
    comment:
      "Words, numbers and escapes for people know nothing of keys or contracts, and bytes.ts " +
      "nothing at all, so everything may use them. Pass in the strings and numbers.",
    from: { path: [`${CORE}text/`, `${CORE}bytes\\.ts$`] },
    to: { path: "^src/", pathNot: `${CORE}text/` },
  },
  {
    name: "reports-only-render",
    comment:
      "A report turns results into text and computes none: it must not be able to change a verdict. " +
      "Types are fine. Have judge.ts put the value into the result.",
    from: { path: `${CORE}reports/` },
    to: { path: paths(["contract/", "suggestions/", "measures/", "judge\\.ts"]), ...VALUES },
  },
  {
    name: "only-doors-report",
    comment:
      "Doors, and what they share, choose reports. Below them only the reports of live mode, which " +
      "show a contract's verdict, reuse their parts. Return a result instead of text.",
    from: { path: ["^src/core/", "^src/live/core/"], pathNot: "/reports/" },
    to: { path: `${CORE}reports/` },
  },
  {
    name: "only-judge-suggests",
    comment: "Suggestions are part of the result that judge.ts returns. Read them from there.",
    from: {
      path: ["^src/core/", "^src/live/core/"],
      pathNot: paths([
        "suggestions/",
        "judge\\.ts$",
        "reports/(suggestion-text|remedy-report|key-names)\\.ts$",
      ]),
    },
    to: { path: `${CORE}suggestions/` },
  },
  {
    name: "alerts-read-contracts",
    comment:
      "Alerts are made from just a contract, before there are keys. They may use text/ and the " +
      "contract's type; what judges has no part in them.",
    from: { path: `${CORE}alerts/` },
    to: { path: "^src/", pathNot: paths(["alerts/", "text/", "contract/contract\\.ts$"]) },
  },
  {
    name: "alerts-read-contracts-as-types",
    comment: "See alerts-read-contracts.",
    from: { path: `${CORE}alerts/` },
    to: { path: `${CORE}contract/`, ...VALUES },
  },
];

const others = [
  {
    name: "adapters-do-not-judge",
    comment:
      "Adapters only bring data in and out. Judge and report in run/ or live/run/, and pass the " +
      "adapter what it must write.",
    from: { path: ["^src/adapters/", "^src/live/adapters/"] },
    to: {
      path: paths([
        "judge\\.ts",
        "verdict\\.ts",
        "reports/",
        "rules/",
        "suggestions/",
        "measures/",
      ]),
    },
  },
  {
    name: "live-adapters-do-not-analyze",
    comment: "See adapters-do-not-judge: the same holds for analyses and recommendations.",
    from: { path: "^src/live/adapters/" },
    to: { path: "^src/live/core/(analysis|recommendation)/" },
  },
  {
    name: "doors-know-no-other-door",
    comment:
      "What two doors need belongs in run/ or live/run/, below both. The command line starts the " +
      "dashboard, in live/dashboard.ts only; the action's modes analyze and audit run the commands of these names.",
    from: {
      path: "^src/doors/([^/]+)/",
      pathNot: "^src/doors/(cli/live/dashboard|action/(analyze|audit))\\.ts$",
    },
    to: { path: "^src/doors/", pathNot: "^src/doors/$1/" },
  },
  {
    name: "library-does-no-io",
    comment:
      "The library judges bytes that its caller has read, and may run in a browser. Pass in what it " +
      "needs, or offer it on the command line.",
    from: { path: "^src/doors/library/" },
    to: { path: "^src/", pathNot: ["^src/doors/library/", CORE, GENERATED] },
  },
  {
    name: "gate-never-loads-live",
    comment:
      "The gate starts in milliseconds and talks to no cluster. Only the commands of live mode load " +
      "it, by a dynamic import. Types are fine.",
    from: { path: "^src/doors/", pathNot: ["^src/doors/(cli/live|dashboard)/", LIVE_FLAGS] },
    to: {
      path: ["^src/live/", "^src/doors/cli/live/", "^src/doors/dashboard/", LIVE_FLAGS],
      dependencyTypesNot: ["type-only", "dynamic-import"],
    },
  },
  {
    name: "flags-without-a-client",
    comment:
      "Flags of live mode have names and limits of live/core/, and are set up for help, too. What " +
      "their commands do is loaded when they run.",
    from: { path: LIVE_FLAGS },
    to: {
      path: ["^src/live/(adapters|run)/", "^src/doors/cli/live/", "^src/doors/dashboard/"],
      dependencyTypesNot: ["type-only", "dynamic-import"],
    },
  },
];

const page = [
  {
    name: "page-runs-in-a-browser",
    comment:
      "The page has no file system and no cluster. It may import the core, dashboard/wire.ts and " +
      "Preact. Ask the server for the rest, by a route whose shapes are in wire.ts.",
    from: { path: "^src/doors/dashboard/page/" },
    to: {
      pathNot: [
        "^src/doors/dashboard/(page/|(wire|words)\\.ts$)",
        "^src/(core|live/core|generated)/",
        "node_modules/preact/",
      ],
    },
  },
  {
    name: "page-is-served-as-files",
    comment:
      "The page is bundled for a browser; the server sends its files. Share code by the core.",
    from: { pathNot: "^src/doors/dashboard/page/" },
    to: { path: "^src/doors/dashboard/page/" },
  },
  {
    name: "wire-has-types-only",
    comment: "wire.ts says what page and server send each other; it must bring code into neither.",
    from: { path: "^src/doors/dashboard/wire\\.ts$" },
    to: VALUES,
  },
];

const cycles = [
  {
    name: "no-cycles",
    comment:
      "Modules that need each other cannot be read, tested or loaded one by one. Move what both need " +
      "into a third, or pass it as an argument.",
    from: {},
    to: { circular: true, viaOnly: VALUES },
  },
  {
    name: "no-cycles-of-types",
    comment:
      "As no-cycles. Known, and only these: the tally and the measures read a few fields of the " +
      "contract's type, which itself needs the rules' ids.",
    from: { pathNot: [`${CORE}(tally/spec|measures/measures)\\.ts$`] },
    to: { circular: true, viaOnly: { pathNot: `${CORE}(tally/spec|measures/measures)\\.ts$` } },
  },
  {
    name: "resolvable",
    comment: "An import that leads nowhere is one that no rule here can judge. Correct its path.",
    from: {},
    to: { couldNotResolve: true },
  },
];

function paths(rooms) {
  return rooms.map((room) => CORE + room);
}

export default {
  forbidden: [
    ...layers,
    ...[...core, ...others, ...page, ...cycles].map((rule) => ({ severity: "error", ...rule })),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
