import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { contents, ended, folder, hasProgram, plainEnv, root } from "../e2e/cli.ts";

/** A project under recipes/, and its section of docs/recipes.md. */
export interface Recipe {
  readonly language: string;
  /** Of the fenced block. */
  readonly fence: string;
  readonly test: string;
  readonly keyFactory: string;
  /** The change that the gate is for. */
  readonly byUser: string;
  readonly byCountry: string;
  /** What the machine lacks to run it. */
  readonly lacks: string | undefined;
}

export const keysFile = "build/kafka_keys_user_events.txt";
export const page = readFileSync(join(root, "docs/recipes.md"), "utf8");

const source = "com/example/events";
const lackOfMaven = findLackOfMaven();

export const java: Recipe = {
  language: "Java",
  fence: "java",
  test: `src/test/java/${source}/KeySamplerTest.java`,
  keyFactory: `src/main/java/${source}/KeyFactory.java`,
  byUser: "return event.userId();",
  byCountry: "return event.country();",
  lacks: lackOfMaven,
};

export const python: Recipe = {
  language: "Python",
  fence: "python",
  test: "tests/test_key_sampler.py",
  keyFactory: "events/key_factory.py",
  byUser: "return event.user_id",
  byCountry: "return event.country",
  lacks: findLackOfPython(),
};

export const recipes: readonly Recipe[] = [
  java,
  {
    language: "Kotlin",
    fence: "kotlin",
    test: `src/test/kotlin/${source}/KeySamplerTest.kt`,
    keyFactory: `src/main/kotlin/${source}/KeyFactory.kt`,
    byUser: "= event.userId",
    byCountry: "= event.country",
    lacks: lackOfMaven,
  },
  {
    language: "Go",
    fence: "go",
    test: "key_sampler_test.go",
    keyFactory: "key_factory.go",
    byUser: "return []byte(*event.UserID)",
    byCountry: "return []byte(event.Country)",
    lacks: hasProgram("go") ? undefined : "go",
  },
  python,
  {
    language: "TypeScript",
    fence: "ts",
    test: "test/key-sampler.test.ts",
    keyFactory: "src/key-factory.ts",
    byUser: "return event.userId;",
    byCountry: "return event.country;",
    lacks: undefined,
  },
];

function findLackOfMaven(): string | undefined {
  if (!hasProgram("mvn")) return "Maven";
  const { stdout } = spawnSync("mvn", ["--version"], { encoding: "utf8" });
  const version = Number(/Java version: (\d+)/.exec(stdout)?.[1]);
  return version >= 17 && hasProgram("javac") ? undefined : "JDK 17";
}

function findLackOfPython(): string | undefined {
  const modern = "import sys; sys.exit(sys.version_info < (3, 10))";
  return spawnSync("python3", ["-c", modern]).status === 0 ? undefined : "Python 3.10";
}

/** The fenced blocks of a section, of one language. */
export function blocks(section: string, fence: string): string[] {
  const text = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? "";
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .filter(([, found]) => found === fence)
    .map(([, , block]) => block as string);
}

/** The command of a recipe's section that runs its test; the gate's follows. */
export function commandOf({ language }: Recipe): string {
  const commands = blocks(language, "sh").flatMap((block) => block.trim().split("\n"));
  expect(commands).toEqual([expect.any(String), "npx skew-contract"]);
  return commands[0] as string;
}

/** Python's command where there is no pytest. */
export function unittestCommand(): string {
  return /`(python3 -m unittest [^`]+)`/.exec(page)?.[1] as string;
}

const pathOf = ({ language }: Recipe) => join(root, "recipes", language.toLowerCase());

export function fileOf(recipe: Recipe, file: string): string {
  return readFileSync(join(pathOf(recipe), file), "utf8");
}

/** What a recipe must make of its sample, to the byte. */
export function expectedKeys(recipe: Recipe): string {
  const files = Object.entries(contents(pathOf(recipe)));
  const [, latin1 = ""] = files.find(([file]) => file.endsWith("user_events.csv")) ?? [];
  const rows = Buffer.from(latin1, "latin1").toString().trimEnd().split("\n").slice(1);
  return rows
    .map((row) => row.split(","))
    .map(([user, , count]) => `${user || "<null>"}\n`.repeat(Number(count)))
    .join("");
}

/** A copy of a recipe, with what its users would have installed there. */
export function copyOf(recipe: Recipe): string {
  const cwd = folder();
  cpSync(pathOf(recipe), cwd, { recursive: true });
  if (recipe.language === "TypeScript") {
    symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  }
  if (existsSync(join(cwd, "pom.xml"))) {
    mkdirSync(join(cwd, ".mvn"));
    writeFileSync(join(cwd, ".mvn/maven.config"), "--strict-checksums\n--batch-mode\n");
  }
  return cwd;
}

/** Replaces what must stand in a file exactly once. */
export function edit(cwd: string, file: string, from: string, to: string): void {
  const text = readFileSync(join(cwd, file), "utf8");
  expect(text.split(from), `${file}: ${from}`).toHaveLength(2);
  writeFileSync(
    join(cwd, file),
    text.replace(from, () => to),
  );
}

/** The end of the last Maven: two at once might both write to its local repository. */
let maven: Promise<unknown> = Promise.resolve();

/** Runs a command of a recipe. */
export function run(command: string, cwd: string): Promise<{ code: number | null; text: string }> {
  if (!command.startsWith("mvn ")) return output(command, cwd);
  const result = maven.then(() => output(command, cwd));
  maven = result.catch(() => {});
  return result;
}

async function output(command: string, cwd: string) {
  const [program = "", ...args] = command.split(" ");
  const child = spawn(program, args, { cwd, env: environment() });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  }
  const { code } = await ended(child);
  return { code, text: Buffer.concat(chunks).toString() };
}

/** That of a terminal, not of a test; and a JVM that starts faster. */
function environment(): NodeJS.ProcessEnv {
  const ours = /^(VITEST|NODE_ENV$|NODE_OPTIONS$|GOFLAGS$|PYTEST_)/;
  const env = Object.entries(plainEnv()).filter(([name]) => !ours.test(name));
  const quickStart = `${process.env.MAVEN_OPTS ?? ""} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC`;
  return { ...Object.fromEntries(env), MAVEN_OPTS: quickStart, GOTOOLCHAIN: "local" };
}
