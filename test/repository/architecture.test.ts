import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../src/", import.meta.url));

interface Import {
  readonly from: string;
  /** A path below src, or a package's name. */
  readonly to: string;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
}

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated/"));
const sources = new Map(files.map((file) => [file, readFileSync(`${root}${file}`, "utf8")]));

const STATIC = /^(?:import|export)\s+(type\s)?([^;"']*?from\s+)?["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

function importsOf(from: string, source: string): Import[] {
  const to = (target: string) =>
    target.startsWith(".") ? posix.join(posix.dirname(from), target) : target;
  const fixed = [...source.matchAll(STATIC)].map(([, type, names = "", target = ""]) => {
    const named = /^\{(.*)\}\s*from\s+$/s.exec(names.trim().concat(" "))?.[1] ?? "a value";
    const values = named
      .split(",")
      .filter((name) => name.trim() !== "" && !/^\s*type\s/.test(name));
    return { from, to: to(target), typeOnly: type !== undefined || values.length === 0 };
  });
  const lazy = [...source.matchAll(DYNAMIC)].map(([, target = ""]) => {
    return { from, to: to(target), typeOnly: false };
  });
  return [...fixed, ...lazy];
}

const imports = files.flatMap((file) => importsOf(file, sources.get(file) as string));
/** The folder of a file of src; the file itself at the top; a package's own name. */
const roomOf = (path: string) =>
  sources.has(path) && path.includes("/") ? path.split("/")[0] : path;
const doors = ["cli", "action", "dashboard", "run", "live", "adapters", "cli.ts", "action.ts"];
const isCore = (file: string) => !doors.includes(roomOf(file) as string);
const show = ({ from, to }: Import) => `${from} → ${to}`;
const those = (test: (one: Import) => boolean) => imports.filter(test).map(show);

/** Takes away, again and again, what leads nowhere: most of it, and the walk would take every way. */
function dropDeadEnds(next: Map<string, Set<string>>): void {
  for (let before = -1; before !== next.size; ) {
    before = next.size;
    for (const [node, targets] of next) {
      for (const target of targets) if (!next.has(target)) targets.delete(target);
      if (targets.size === 0) next.delete(node);
    }
  }
}

/** Every cycle of a graph, once, as its members in order. */
function cyclesOf(edges: readonly (readonly [string, string])[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  dropDeadEnds(next);
  const found = new Set<string>();
  const walk = (path: string[]) => {
    for (const node of next.get(path.at(-1) as string) ?? []) {
      // Each cycle is walked from its least member only.
      if (node === path[0]) found.add(path.join(" → "));
      else if (node > (path[0] as string) && !path.includes(node)) walk([...path, node]);
    }
  };
  for (const node of next.keys()) walk([node]);
  return [...found].sort();
}

/**
 * Imports of the type TopicContract that lead back to contract/, which itself needs the rules' ids
 * and what measures expects: contract ⇄ rules, contract ⇄ measures, contract → measures → tally
 * → contract and longer ways round, of rooms, and of files through contract.ts → rules/rule.ts.
 */
const BACKWARDS = [
  "tally/spec.ts → contract/contract.ts",
  "measures/measures.ts → contract/contract.ts",
];

it("reads the imports of all sources", () => {
  expect(files.length).toBeGreaterThan(80);
  expect(those(({ from }) => from === "cli.ts")).toEqual([
    "cli.ts → cli/program.ts",
    "cli.ts → cli/standard-stream.ts",
  ]);
  expect(those(({ from }) => from === "verdict.ts")).toEqual([
    "verdict.ts → contract/contract.ts",
    "verdict.ts → rules/rule.ts",
  ]);
  expect(those(({ to }) => to === "keys/csv-reader.ts")).toEqual([
    "keys/formats.ts → keys/csv-reader.ts",
  ]);
  const unknown = those(({ to }) => /\.tsx?$/.test(to) && !sources.has(to));
  expect(unknown).toEqual([]);
});

it("finds cycles", () => {
  const edges = [
    ["a", "b"],
    ["b", "c"],
    ["c", "a"],
    ["b", "a"],
    ["c", "d"],
  ] as const;
  expect(cyclesOf(edges)).toEqual(["a → b", "a → b → c"]);
});

describe("the arrows", () => {
  it("lead from the core neither to the adapters nor to the command line", () => {
    expect(those(({ from, to }) => isCore(from) && doors.includes(roomOf(to) as string))).toEqual(
      [],
    );
  });

  it("lead from the core to nothing of Node", () => {
    expect(those(({ from, to }) => isCore(from) && to.startsWith("node:"))).toEqual([]);
    const globals = /\b(process|Buffer|__dirname|setImmediate|require)\b(?=[.([])/;
    const code = (file: string) =>
      (sources.get(file) as string).replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"/g, "");
    expect(files.filter((file) => isCore(file) && globals.test(code(file)))).toEqual([]);
  });

  it("lead from the core to these packages only, each in its place", () => {
    const packages = those(
      ({ from, to, typeOnly }) =>
        isCore(from) &&
        !typeOnly &&
        !sources.has(to) &&
        !to.startsWith("..") &&
        !to.startsWith("generated/"),
    );
    expect(packages.sort()).toEqual([
      "contract/partition-proposal.ts → yaml",
      "contract/yaml-nodes.ts → yaml",
      "contract/yaml-source.ts → yaml",
      "text/did-you-mean.ts → fastest-levenshtein",
    ]);
  });

  it("lead from the partitioners nowhere", () => {
    const outside = those(
      ({ from, to }) => roomOf(from) === "partitioners" && roomOf(to) !== "partitioners",
    );
    expect(outside).toEqual([]);
  });

  it("lead from text/ and bytes.ts to no other room", () => {
    const outside = those(
      ({ from, to }) =>
        ["text", "bytes.ts"].includes(roomOf(from) as string) &&
        sources.has(to) &&
        roomOf(to) !== "text",
    );
    expect(outside).toEqual([]);
  });

  it("lead from the adapters not to the command line, nor to what judges and reports", () => {
    const rooms = [
      "cli",
      "cli.ts",
      "action",
      "action.ts",
      "dashboard",
      "run",
      "live",
      "analysis",
      "recommendation",
      "judge.ts",
      "reports",
      "rules",
      "suggestions",
      "measures",
    ];
    expect(
      those(({ from, to }) => roomOf(from) === "adapters" && rooms.includes(roomOf(to) as string)),
    ).toEqual([]);
  });

  it("lead from what doors share to no door, and from no door to another", () => {
    const wrong = those(
      ({ from, to }) =>
        (["run", "live"].includes(roomOf(from) as string) &&
          ["cli", "action", "dashboard"].includes(roomOf(to) as string)) ||
        (roomOf(from) === "run" && roomOf(to) === "live") ||
        (roomOf(from) === "action" && roomOf(to) === "cli") ||
        (roomOf(from) === "cli" && roomOf(to) === "action") ||
        (roomOf(from) === "dashboard" && ["cli", "action"].includes(roomOf(to) as string)),
    );
    expect(wrong).toEqual([]);
  });

  it("lead from the reports to results, not to what makes them", () => {
    const rooms = ["contract", "suggestions", "measures", "judge.ts"];
    const made = those(
      ({ from, to, typeOnly }) =>
        roomOf(from) === "reports" && rooms.includes(roomOf(to) as string) && !typeOnly,
    );
    expect(made).toEqual([]);
  });

  it("lead from the gate to nothing of live mode", () => {
    const live = [
      "dashboard",
      "live",
      "cluster",
      "credentials",
      "traffic",
      "analysis",
      "recommendation",
    ];
    const isLive = (file: string) =>
      live.includes(roomOf(file) as string) ||
      /^(adapters\/(kafka|credentials|confluent-cloud|loopback)\/|adapters\/(journal|undo|process-mark)|cli\/live)/.test(
        file,
      );
    const outside = imports.filter(
      ({ from, to, typeOnly }) => !isLive(from) && isLive(to) && !typeOnly,
    );
    expect(outside.map(show)).toEqual([
      "cli/commands.ts → cli/live-commands.ts",
      "cli/commands.ts → cli/live-recommend-command.ts",
    ]);
  });

  it("lead from the page in the browser to the core, to what goes over the wire, and to its library", () => {
    const page = "dashboard/page/";
    const allowed = ({ to }: Import) =>
      to.startsWith(page) ||
      to === "dashboard/wire.ts" ||
      /^preact(\/hooks)?$/.test(to) ||
      (sources.has(to) && isCore(to));
    const wrong = imports.filter((one) => one.from.startsWith(page) && !allowed(one));
    expect(wrong.map(show)).toEqual([]);
    expect(those(({ from, to }) => to.startsWith(page) && !from.startsWith(page))).toEqual([]);
    const values = those(({ from, typeOnly }) => from === "dashboard/wire.ts" && !typeOnly);
    expect(values).toEqual([]);
  });

  it("lead from the alerts to contracts and text, not to what judges", () => {
    const outside = those(
      ({ from, to, typeOnly }) =>
        roomOf(from) === "alerts" &&
        !["alerts", "text"].includes(roomOf(to) as string) &&
        !(to === "contract/contract.ts" && typeOnly),
    );
    expect(outside).toEqual([]);
  });

  it("lead to reports and suggestions only from doors and judge.ts", () => {
    const into = (room: string) =>
      [
        ...new Set(
          imports
            .filter(({ from, to }) => roomOf(to) === room && roomOf(from) !== room && isCore(from))
            .map(({ from }) => from),
        ),
      ].sort();
    // Live results are reported with the same means; an analysis brings a contract's verdict.
    const others = into("reports").filter(
      (file) => !/^(analysis|recommendation)\/reports\//.test(file),
    );
    expect(others).toEqual(["gate.ts", "index.ts"]);
    expect(into("suggestions")).toEqual(["judge.ts", "reports/topic-report.ts"]);
  });
});

describe("cycles", () => {
  const own = imports.filter(({ to }) => sources.has(to));
  const files = ({ from, to }: Import) => [from, to] as [string, string];
  const rooms = ({ from, to }: Import) => [roomOf(from), roomOf(to)] as [string, string];

  it.each([
    ["files", files],
    ["rooms", rooms],
  ])("there are none among %s at run time", (_, ends) => {
    expect(cyclesOf(own.filter(({ typeOnly }) => !typeOnly).map(ends))).toEqual([]);
  });

  it.each([
    ["files", files],
    ["rooms", rooms],
  ])("there are none among %s if types count, but for the known ones", (_, ends) => {
    const forwards = own.filter((one) => !BACKWARDS.includes(show(one)));
    expect(cyclesOf(forwards.map(ends))).toEqual([]);
  });

  it.each(BACKWARDS)("%s is known, only of types, and closes a cycle of rooms", (arrow) => {
    const backwards = own.filter((one) => show(one) === arrow);
    expect(backwards).toMatchObject([{ typeOnly: true }]);
    const [room] = rooms(backwards[0] as Import);
    const cycles = cyclesOf(own.map(rooms)).map((cycle) => cycle.split(" → "));
    expect(
      cycles.filter((cycle) => cycle.includes(room) && cycle.includes("contract")),
    ).not.toEqual([]);
  });
});
