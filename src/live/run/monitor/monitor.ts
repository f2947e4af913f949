import { setTimeout } from "node:timers/promises";
import type { TopicContract } from "#core/contract/contract.ts";
import { UserError } from "#core/errors/user-error.ts";
import { type MetricsServer, serveMetrics } from "#live/adapters/metrics-server.ts";
import type { Costs } from "#live/core/cluster/costs.ts";
import type { ListenAddress } from "#live/core/monitoring/listen-address.ts";
import type { SampledKeys } from "#live/core/monitoring/live-spread.ts";
import { monitorMetrics, type SeriesLimits } from "#live/core/monitoring/metrics.ts";
import { metricsFormatFor, metricsText } from "#live/core/monitoring/metrics-text.ts";
import { MonitorState } from "#live/core/monitoring/monitor-state.ts";
import type { ClusterWatcher } from "#live/core/monitoring/observation.ts";

/** Details are asked for in every so many observations. */
const DETAILS_EVERY = 4;
/** Without an answer for so many intervals, nothing is known of the topics any more. */
const STALE_INTERVALS = 3;
/** An observation may take this long on top. */
const STALE_MS = 20_000;

export interface MonitorOptions {
  readonly contracts: readonly TopicContract[];
  readonly watcher: ClusterWatcher;
  readonly costs: () => Costs;
  readonly listen: ListenAddress;
  readonly intervalMs: number;
  readonly windowMs: number;
  readonly limits: SeriesLimits;
  /** Samples the keys of a topic's window; undefined if no keys are to be read. */
  readonly sampleKeys?: ((topic: string) => Promise<SampledKeys | undefined>) | undefined;
  /** Ends the loop. */
  readonly signal: AbortSignal;
  /** Receives a message when the cluster stops answering, and when it answers again. */
  readonly say: (message: string) => void;
}

/** Observes the contract's topics at intervals, and serves what it knows as metrics. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #state: MonitorState;
  /** Why the last observation failed. */
  #failure: string | undefined;
  /** Why the last keys could not be read. */
  #keyFailure: string | undefined;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#state = new MonitorState(options.contracts, options.windowMs);
  }

  /** @throws UserError if the address cannot be listened on */
  serve(): Promise<MetricsServer> {
    return serveMetrics(this.#options.listen, {
      "/metrics": ({ accept }) => this.#metrics(accept),
      "/healthz": () => this.#health(),
    });
  }

  /** Observes for the first time. @throws UserError if the cluster cannot be observed */
  async begin(): Promise<void> {
    const { watcher, windowMs } = this.#options;
    const startMs = Date.now() - windowMs;
    this.#state.begin(startMs, await watcher.offsetsAt(this.#topics(), startMs));
    await this.#observe();
  }

  /** Observes until the signal. */
  async run(): Promise<void> {
    const { signal, intervalMs, say } = this.#options;
    while (!signal.aborted) {
      await setTimeout(intervalMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await this.#observe();
        await this.#sampleNext();
        if (this.#failure !== undefined) say("the cluster answers again");
        this.#failure = undefined;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof UserError)) throw error;
        this.#state.miss();
        if (this.#failure !== error.message) say(error.message);
        this.#failure = error.message;
      }
    }
  }

  #topics(): string[] {
    return [...new Set(this.#options.contracts.map(({ topic }) => topic))];
  }

  async #observe(): Promise<void> {
    const withDetails = this.#state.observations % DETAILS_EVERY === 0;
    this.#state.take(await this.#options.watcher.observe(this.#topics(), withDetails));
  }

  /** One topic after another, so that keys are read at a steady pace. */
  async #sampleNext(): Promise<void> {
    const { sampleKeys, signal, say } = this.#options;
    const { topics, observations } = this.#state;
    const watch = topics[observations % topics.length];
    if (sampleKeys === undefined || watch?.state === undefined) return;
    try {
      watch.keys = await sampleKeys(watch.contract.topic);
      this.#keyFailure = undefined;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof UserError)) throw error;
      watch.keys = undefined;
      if (this.#keyFailure !== error.message) say(error.message);
      this.#keyFailure = error.message;
    }
  }

  #metrics(accept: string | undefined) {
    const { costs, limits } = this.#options;
    const format = metricsFormatFor(accept);
    const families = monitorMetrics({
      state: this.#state,
      costs: costs(),
      limits,
      isStale: this.#isStale(),
    });
    return { type: format.type, body: metricsText(families, format) };
  }

  #isStale(): boolean {
    const { observedMs } = this.#state;
    const patienceMs = STALE_INTERVALS * this.#options.intervalMs + STALE_MS;
    return observedMs === undefined || Date.now() - observedMs > patienceMs;
  }

  #health() {
    const type = "text/plain; charset=utf-8";
    if (!this.#isStale()) return { type, body: "ok\n" };
    return { type, status: 503, body: `the cluster does not answer: ${this.#failure ?? "yet"}\n` };
  }
}
