// Downloads what tests need from package registries, so that no test waits for a download. If
// something is unavailable, the tests that need it report that: they are skipped, or fail in CI.
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installChromium } from "./chromium.mjs";
import { installHeaders } from "./kafka/debian-headers.mjs";
import { findKafka } from "./kafka/jars.mjs";
import { findMoto } from "./moto.mjs";
import { findNode24 } from "./node24.mjs";
import { findPromtool, findPushgateway } from "./promtool.mjs";
import { run } from "./steps.mjs";
import { findTypos, findWorkflowTools } from "./workflow-tools.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const cli = join(root, "dist/cli.js");
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "skew-contract");

/**
 * Maven and Go download while they build, into their own caches. Builds a copy, to leave no files
 * behind. A mark in our cache, named after the file that lists the dependencies, says that this is done.
 */
async function buildRecipe(name, list, command, args) {
  const hash = createHash("sha256").update(readFileSync(join(root, "recipes", name, list)));
  const mark = join(cache, "recipes", `${name}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(mark)) return;
  const folder = mkdtempSync(join(tmpdir(), "skew-contract-recipe-"));
  try {
    cpSync(join(root, "recipes", name), folder, { recursive: true });
    if (!(await run(`recipe: ${name}`, command, args, { cwd: folder }))) return;
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The native Kafka client, for this Node version and the action's. */
async function installClients() {
  await installHeaders();
  await run("native client", process.execPath, [cli, "install-client"]);
  const node24 = await findNode24();
  if (node24 !== undefined && node24 !== process.execPath) {
    await run("native client for Node 24", node24, [cli, "install-client"]);
  }
}

const downloads = {
  chromium: installChromium,
  kafka: findKafka,
  moto: findMoto,
  promtool: findPromtool,
  pushgateway: findPushgateway,
  typos: findTypos,
  "workflow tools": findWorkflowTools,
  "native clients": installClients,
  java: () => buildRecipe("java", "pom.xml", "mvn", ["-B", "-q", "test"]),
  kotlin: () => buildRecipe("kotlin", "pom.xml", "mvn", ["-B", "-q", "test"]),
  go: () => buildRecipe("go", "go.mod", "go", ["test", "./..."]),
};

for (const [name, download] of Object.entries(downloads)) {
  console.log(`\n== download: ${name}`);
  try {
    await download();
  } catch (error) {
    console.log(`not available: ${error.message}`);
  }
}
