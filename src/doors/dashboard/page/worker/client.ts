import { ReportedError } from "../parts/api.ts";
import { workerUrl } from "../parts/trusted.ts";
import type { CallMessage, CallName, InputOf, OutputOf, WorkerMessage } from "./calls.ts";

interface Waiting {
  resolve(output: unknown): void;
  reject(error: ReportedError): void;
}

const BROKEN = {
  what: "the page's worker stopped, possibly because it ran out of memory",
  next: "Reload the page and use fewer keys; skew-contract check has no such limit.",
};

/** Calls the worker asynchronously. */
export class GateWorker {
  readonly #worker = new Worker(workerUrl());
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** @param onRead receives the number of bytes read from the files so far */
  constructor(onRead: (bytes: number) => void) {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
      if ("readBytes" in data) return onRead(data.readBytes);
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("errors" in data) waiting?.reject(new ReportedError(data.errors));
      else waiting?.resolve(data.output);
    });
    this.#worker.addEventListener("error", () => {
      for (const { reject } of this.#waiting.values()) reject(new ReportedError([BROKEN]));
      this.#waiting.clear();
    });
  }

  call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const id = ++this.#lastId;
    const message: CallMessage = { id, name, input };
    this.#worker.postMessage(message);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
    });
  }
}
