// One broker: a JVM that can be started, killed and restarted.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const SMALL_AND_QUICK = [
  ...["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"],
  ...["-Dorg.slf4j.simpleLogger.showDateTime=true", "-Djava.awt.headless=true"],
  "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
];
const STARTED = "Kafka Server started";
const START_TIMEOUT_MS = 90_000;

// Makes Linux kill the JVM when its parent ends, even if the parent could not clean up.
const DIES_WITH_PARENT = ["setpriv", "--pdeathsig", "KILL"];
const prefix = hasSetpriv() ? DIES_WITH_PARENT : [];

function hasSetpriv() {
  const [program, ...args] = DIES_WITH_PARENT;
  return spawnSync(program, [...args, "true"]).status === 0;
}

const living = new Set();
process.on("exit", () => {
  for (const jvm of living) jvm.kill("SIGKILL");
});

/** A broker configured by the file `properties`, which writes its output to the file `log`. */
export function createBroker({ command, args }, { properties, log }) {
  const javaOptions = [];
  const commandOf = (main, ...rest) => {
    return [...prefix, command, ...SMALL_AND_QUICK, ...javaOptions, ...args, main, ...rest];
  };
  let jvm;

  return {
    javaOptions,
    log,
    /** Creates its data folder, with the SCRAM credentials. */
    async format(clusterId, scramUsers) {
      const scram = scramUsers.flatMap((user) => ["--add-scram", user]);
      const rest = ["format", "-t", clusterId, "-c", properties, ...scram];
      const [program, ...more] = commandOf("kafka.tools.StorageTool", ...rest);
      await promisify(execFile)(program, more);
    },
    /** Resolves when the broker is ready. */
    async start() {
      const [program, ...more] = commandOf("kafka.Kafka", properties);
      jvm = spawn(program, more, { stdio: ["ignore", "pipe", "pipe"] });
      living.add(jvm);
      jvm.once("close", function () {
        living.delete(this);
      });
      await started(jvm, log);
    },
    kill: () => end(jvm, "SIGKILL"),
    shutDown: () => end(jvm, "SIGTERM"),
    pid: () => jvm?.pid,
  };
}

async function end(jvm, signal) {
  if (jvm === undefined || jvm.exitCode !== null || jvm.signalCode !== null) return;
  const exit = once(jvm, "exit");
  jvm.kill(signal);
  await exit;
}

async function started(jvm, log) {
  const file = createWriteStream(log, { flags: "a" });
  for (const stream of [jvm.stdout, jvm.stderr]) stream.pipe(file, { end: false });
  const lines = createInterface({ input: jvm.stderr });
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`a broker did not start in ${START_TIMEOUT_MS / 1000} s`));
    }, START_TIMEOUT_MS);
    lines.on("line", (line) => line.includes(STARTED) && resolve(clearTimeout(timer)));
    jvm.once("error", reject);
    jvm.once("close", () => file.end(() => reject(new Error("a broker ended while it started"))));
  }).catch(async (cause) => {
    jvm.kill("SIGKILL");
    const text = await readFile(log, "utf8").catch(() => "");
    throw new Error(`${cause.message}\n${text.split("\n").slice(-30).join("\n")}`, { cause });
  });
  lines.close();
  jvm.stderr.resume();
}
