import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/* What CONTRIBUTING.md promises of a file, and Biome has no rule for. */

const root = fileURLToPath(new URL("../../", import.meta.url));
const files = ["src", "kernel", "scripts", "bench"].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter(
      (file) =>
        /\.(tsx?|mjs)$/.test(file) && !/\/(generated|vectors|peers)\/|\.d\.m?ts$/.test(file),
    ),
);

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("file.tsx", text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX);
}

/** Constants of a module, functions not counted, below a statement that uses them. */
function lateConstants(source: ts.SourceFile): string[] {
  const used = new Set<string>();
  const late: string[] = [];
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      const names = statement.declarationList.declarations.flatMap(({ name, initializer }) =>
        ts.isIdentifier(name) && !(initializer && ts.isFunctionLike(initializer)) ? name.text : [],
      );
      late.push(...names.filter((name) => used.has(name)));
    }
    const isCode =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isVariableStatement(statement);
    if (isCode) for (const name of identifiersIn(statement)) used.add(name);
  }
  return late;
}

function identifiersIn(node: ts.Node): string[] {
  const names = ts.isIdentifier(node) ? [node.text] : [];
  node.forEachChild((child) => void names.push(...identifiersIn(child)));
  return names;
}

/** Lines of bodies without braces that begin on a line of their own. */
function bareBodies(source: ts.SourceFile): number[] {
  const line = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): number[] => {
    const bodies = ts.isIfStatement(node)
      ? [node.thenStatement, node.elseStatement]
      : ts.isIterationStatement(node, false)
        ? [node.statement]
        : [];
    const bare = bodies.flatMap((body) => {
      if (body === undefined || ts.isBlock(body) || ts.isIfStatement(body)) return [];
      return line(body.getStart()) === line(body.getFullStart()) ? [] : line(body.getStart());
    });
    const inner: number[] = [];
    node.forEachChild((child) => void inner.push(...visit(child)));
    return [...bare, ...inner];
  };
  return visit(source);
}

it("finds sources", () => {
  expect(files.length).toBeGreaterThan(400);
});

describe("constants of a module stand above their use", () => {
  it("finds one that does not", () => {
    const text =
      "const A = 1;\nfunction f() { return A + B; }\nconst B = 2;\nconst g = () => f();\n";
    expect(lateConstants(parse(text))).toEqual(["B"]);
  });

  it("in all sources", () => {
    const late = files.flatMap((file) =>
      lateConstants(parse(readFileSync(`${root}${file}`, "utf8"))).map((name) => `${file} ${name}`),
    );
    expect(late).toEqual([]);
  });
});

describe("a body on a line of its own has braces", () => {
  it("finds one that has none", () => {
    const text = "if (a)\n  b();\nif (a) b();\nfor (const c of d)\n  c();\nif (a) {\n  b();\n}\n";
    expect(bareBodies(parse(text))).toEqual([2, 5]);
  });

  it("in all sources", () => {
    const bare = files.flatMap((file) =>
      bareBodies(parse(readFileSync(`${root}${file}`, "utf8"))).map((line) => `${file}:${line}`),
    );
    expect(bare).toEqual([]);
  });
});
