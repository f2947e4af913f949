import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it, vi } from "vitest";
import type { KafkaDescription } from "../../../scripts/kafka.mjs";
import { adminOf, describeKafka, plaintext } from "../../support/kafka.ts";
import { isRunning } from "../../support/processes.ts";

const script = fileURLToPath(new URL("../../../scripts/kafka.mjs", import.meta.url));
const POLLING = { timeout: 600_000, interval: 100 };

function expectNothingLeft({ pids, folder }: KafkaDescription): void {
  expect(pids.filter(isRunning)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
}

describeKafka("scripts/kafka.mjs", () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill("SIGKILL"));

  async function run(): Promise<KafkaDescription & { supervisorPid: number }> {
    child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "ignore"] });
    if (child.stdout === null) throw new Error("no output");
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    return JSON.parse(line);
  }

  it("runs a broker, and ends everything at Ctrl-C", async () => {
    const cluster = await run();
    const admin = adminOf(plaintext(cluster.bootstrap));
    expect(await admin.describe()).toMatchObject({ brokers: 1 });
    // Looking for groups must not create the topic of their offsets.
    expect(await admin.consumerGroups()).toEqual({ groups: [], unread: [] });
    expect(await admin.topicNames()).toEqual([]);
    expect(cluster.pids.filter(isRunning)).toEqual(cluster.pids);
    child?.kill("SIGINT");
    expect(await once(child as ChildProcess, "exit")).toEqual([0, null]);
    expectNothingLeft(cluster);
  });

  it("leaves no broker and no file when it is killed", async () => {
    const cluster = await run();
    child?.kill("SIGKILL");
    await vi.waitFor(() => expectNothingLeft(cluster), POLLING);
  });

  it.runIf(process.platform === "linux")(
    "leaves no broker even when the supervisor is killed",
    async () => {
      const cluster = await run();
      process.kill(cluster.supervisorPid, "SIGKILL");
      const running = () => cluster.pids.filter(isRunning);
      await vi.waitFor(() => expect(running()).toEqual([]), POLLING);
    },
  );
});
