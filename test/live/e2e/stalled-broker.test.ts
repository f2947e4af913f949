import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { type KafkaCluster, startKafka } from "../../../scripts/kafka.mjs";
import { entriesOf, ownTopics, topicIn } from "../../support/journal.ts";
import { describeKafka } from "../../support/kafka.ts";
import { livePlace, runLive, runUntil } from "../../support/live-cli.ts";

const RECORDS = 400_000;
const TIMEOUT_S = 3;
/** Past the time-out of what was sent last, and of what was in flight. */
const STALL_MS = 3 * TIMEOUT_S * 1000;

interface Numbers {
  readonly producing: {
    readonly delivered: number;
    readonly failed: number;
    readonly unknown: number;
    readonly failures: readonly { readonly reason: string; readonly records: number }[];
  };
  readonly consuming: {
    readonly records: number;
    readonly missing: number;
    readonly unconfirmed: number;
  };
}

describeKafka("The only broker", () => {
  let cluster: KafkaCluster;

  beforeAll(async () => {
    cluster = await startKafka();
    return () => cluster.stop();
  });

  // From the first records to the last, so that much or nearly all is still to be sent.
  it.each([0, RECORDS / 2])(
    "stalls for longer than the time-out after %i records",
    async (sent) => {
      const args = ["analyze", "--bootstrap", cluster.bootstrap, "--records", String(RECORDS)];
      const isSending = ({ phase, done = -1 }: { phase?: string; done?: number }) =>
        phase === "producing" && done > sent;
      const [broker = 0] = cluster.pids;
      const run = await runUntil(
        [...args, "--delivery-timeout", String(TIMEOUT_S)],
        livePlace(),
        isSending,
        async () => {
          process.kill(broker, "SIGSTOP");
          await setTimeout(STALL_MS);
          process.kill(broker, "SIGCONT");
        },
      );
      expect(run).toMatchObject({ code: 1, stderr: "" });
      const { analysis } = run.events.at(-1) as unknown as { analysis: Numbers };
      const { producing, consuming } = analysis;
      expect(producing.failed).toBeGreaterThan(0);
      const told = producing.failures.reduce((sum, { records }) => sum + records, 0);
      expect(told).toBe(producing.failed);
      expect(producing.delivered + producing.failed).toBe(RECORDS);
      expect(producing.unknown).toBe(0);
      // Not of duplicates: when records time out, the client takes a new producer epoch and sends those in
      // flight to other partitions again (librdkafka issue 4953), which the broker may have appended.
      expect(consuming).toMatchObject({ missing: 0, foreign: 0 });
      expect(consuming.records - consuming.unconfirmed).toBe(producing.delivered);
    },
  );

  it("dies: that is told with exact numbers, and its topic stays in the journal", async () => {
    const place = livePlace();
    const args = ["analyze", "--bootstrap", cluster.bootstrap, "--records", String(RECORDS)];
    const isUnderWay = ({ phase, done = 0 }: { phase?: string; done?: number }) =>
      phase === "producing" && done > 50_000;
    const run = await runUntil(
      [...args, "--delivery-timeout", String(TIMEOUT_S)],
      place,
      isUnderWay,
      () => cluster.kill(0),
    );
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/[\d,]+ records delivered, [\d,]+ failed; reading back failed: \w+/);
    expect(run.stderr).toMatch(/could not delete the topic .*\n/);
    expect(entriesOf(place)).toHaveLength(1);
    await cluster.restart(0);
    const cleaned = await runLive(["cleanup", "--bootstrap", cluster.bootstrap], place);
    expect(cleaned).toMatchObject({ code: 0, stdout: expect.stringContaining(": deleted") });
    expect(await ownTopics(cluster.bootstrap, [topicIn(run.stdout)])).toEqual([]);
  });
});
