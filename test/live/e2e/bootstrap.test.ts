import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { adminOf, describeAnyKafka, plaintext, sharedBootstrap } from "../../support/kafka.ts";
import { analysisOf, livePlace, runLive, runUntil } from "../../support/live-cli.ts";

/** Without an answer in time a run would fail: there is no need to look at the clock. */
describeAnyKafka("A bootstrap server that accepts and never answers", () => {
  const list = async () => `${await silentServer()},${sharedBootstrap()}`;

  it("does not keep analyze from another one", async () => {
    const run = await runLive(
      ["analyze", "--bootstrap", await list(), "--records", "100", "--output", "json"],
      livePlace(),
    );
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(analysisOf(run).producing).toMatchObject({ delivered: 100, failed: 0, unknown: 0 });
  });

  it("does not keep recommend from another one", async () => {
    const name = `bootstrap-${randomUUID()}`;
    const admin = adminOf(plaintext(sharedBootstrap()));
    const topic = { name, partitions: 1, replicationFactor: 1, config: {} };
    const id = await admin.createTopic(topic);
    const args = ["recommend", "--bootstrap", await list(), "--topic-filter", name];
    const run = await runLive([...args, "--output", "text"], livePlace());
    await admin.deleteTopic(name, id);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining(name) });
  });

  it("does not keep cleanup from another one", async () => {
    const place = livePlace();
    const args = ["analyze", "--bootstrap", sharedBootstrap(), "--records", "400000"];
    await runUntil(
      args,
      place,
      ({ phase, done = 0 }) => phase === "producing" && done > 0,
      (child) => void child.kill("SIGKILL"),
    );
    const run = await runLive(["cleanup", "--bootstrap", await list()], place);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining(": deleted") });
  });

  it("is named with its own reason where no server answers", async () => {
    const [silent, refusing] = [await silentServer(), await closedServer()];
    const admin = adminOf(plaintext(`${silent},${refusing}`));
    const error = await admin.describe().catch((caught: unknown) => caught);
    if (!(error instanceof UserError)) throw new Error(`no UserError: ${error}`);
    expect(error.parts.what).toMatch(/none of the 2 bootstrap servers/);
    expect(error.parts.excerpt).toBe(
      `${silent}: no answer in time\n${refusing}: nothing is listening on this port`,
    );
    expect(error.parts.next).toMatch(/firewall.*Check the port/);
  });

  it("and others that do the same are one error", async () => {
    const servers = [await silentServer(), await silentServer()].join(",");
    const error = await adminOf(plaintext(servers))
      .describe()
      .catch((caught: unknown) => caught);
    if (!(error instanceof UserError)) throw new Error(`no UserError: ${error}`);
    expect(error.parts).toMatchObject({
      what: "no answer in time",
      where: servers.replace(",", ", "),
    });
  });
});

async function silentServer(): Promise<string> {
  const server = createServer(() => {});
  onTestFinished(() => void server.close());
  return addressOf(server);
}

async function closedServer(): Promise<string> {
  const server = createServer();
  const address = await addressOf(server);
  server.close();
  await once(server, "close");
  return address;
}

async function addressOf(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
