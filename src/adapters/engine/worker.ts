// A counting thread: it does one job after another until it receives "end".
import { parentPort, workerData } from "node:worker_threads";
import { UserError } from "#core/errors/user-error.ts";
import { Counter } from "./counter.ts";
import { type Job, work } from "./job.ts";
import { LineBuffer } from "./line-buffer.ts";
import type { Shared } from "./shared-memory.ts";
import type { WorkerAnswer } from "./workers.ts";

const { shared, thread } = workerData as { shared: Shared; thread: number };
const counter = new Counter(shared, thread);
const buffer = new LineBuffer(counter, shared.buffers[thread] as number);

parentPort?.on("message", (job: Job | "end") => {
  if (job === "end") parentPort?.close();
  else void answer(job).then((one) => parentPort?.postMessage(one));
});

async function answer(job: Job): Promise<WorkerAnswer> {
  try {
    return { result: await work(job, counter, buffer, () => {}) };
  } catch (error) {
    return error instanceof UserError ? { userError: error.details } : { error: String(error) };
  }
}
