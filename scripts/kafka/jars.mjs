// Apache Kafka from Maven Central, and the Java to run it with.
import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { archiveClasses } from "./class-archive.mjs";

const exec = promisify(execFile);
const pom = fileURLToPath(new URL("pom.xml", import.meta.url));
const OLDEST_JAVA = 17;
const ARGUMENTS = "java-arguments";
const isWindows = process.platform === "win32";

/**
 * How to run a Kafka class: `{ version, command, args }`, followed by the class and its arguments.
 * Downloads Kafka once into a cache. Throws an error that says what is missing.
 */
export async function findKafka() {
  const java = await findJava();
  const version = /<kafka.version>(.+)<\/kafka.version>/.exec(await readFile(pom, "utf8"))?.[1];
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  // The class archive works with one Java version only.
  const folder = join(cache, "skew-contract", `kafka-${version}-java-${java.version}`);
  if (!(await exists(folder))) await fetchInto(folder, java.command);
  const args = [`-XX:SharedArchiveFile=${archive(folder)}`, argumentsOf(folder)];
  return { version, command: java.command, args };
}

async function findJava() {
  const command = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  const { stderr } = await exec(command, ["-version"]).catch((cause) => {
    throw new Error(`no Java ${OLDEST_JAVA}`, { cause });
  });
  const version = /version "([^"]+)"/.exec(stderr)?.[1] ?? "";
  if (!(Number.parseInt(version, 10) >= OLDEST_JAVA)) {
    throw new Error(`Java is ${version || "unknown"}, but a broker needs ${OLDEST_JAVA}`);
  }
  return { command, version };
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Downloads into a new folder and then renames it, because several processes may do so at once. */
async function fetchInto(folder, java) {
  await mkdir(join(folder, ".."), { recursive: true });
  const staging = await mkdtemp(`${folder}-fetching-`);
  try {
    console.error("downloading Apache Kafka from Maven Central (once, about 50 MB)");
    await copyDependencies(staging);
    await writeArguments(staging, folder);
    await rename(staging, folder).catch(async (error) => {
      if (!(await exists(folder))) throw error;
    });
    // Only after the rename, because the archive contains the paths of its jars.
    await archiveClasses({ command: java, args: [argumentsOf(folder)] }, archive(folder));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Uses a separate repository, because two Maven processes could write to the shared one at once.
 */
async function copyDependencies(staging) {
  const repository = join(staging, "repository");
  const args = [
    ...["-q", "-B", "--strict-checksums", `-Dmaven.repo.local=${repository}`, "-f", pom],
    ...["dependency:copy-dependencies", "-DincludeScope=runtime"],
    `-DoutputDirectory=${join(staging, "jars")}`,
  ];
  await exec("mvn", args, { shell: isWindows }).catch((cause) => {
    throw new Error(`Maven cannot fetch Apache Kafka: ${firstLine(cause)}`, { cause });
  });
  await rm(repository, { recursive: true, force: true });
}

function firstLine({ stdout, message }) {
  return (stdout || message).trim().split("\n")[0];
}

const archive = (folder) => join(folder, "classes.jsa");
const argumentsOf = (folder) => `@${join(folder, ARGUMENTS)}`;

/** Writes a file for `java @file`, because 50 jars would clutter process lists. */
async function writeArguments(staging, folder) {
  const jars = (await readdir(join(staging, "jars"))).sort();
  const classPath = jars.map((jar) => join(folder, "jars", jar)).join(delimiter);
  // In quotes, a backslash escapes.
  const quoted = `"${classPath.replaceAll("\\", "\\\\")}"`;
  await writeFile(join(staging, ARGUMENTS), `-cp ${quoted}\n`);
}
