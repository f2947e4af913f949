import { randomBytes } from "node:crypto";
import { UserError } from "#core/errors/user-error.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import { Journal } from "#live/adapters/journal.ts";
import { loadClient } from "#live/adapters/kafka/native-client.ts";
import { recommendSettings } from "#live/core/recommendation/settings.ts";
import { analyzeCluster } from "#live/run/analyze.ts";
import {
  type ConnectFlags,
  connectToCluster,
  findTargets,
  selectTargets,
} from "#live/run/connect.ts";
import { recommendClusters } from "#live/run/recommend/recommend.ts";
import { trafficSources } from "#live/run/recommend/traffic-sources.ts";
import { watchTopics } from "#live/run/recommend/watch-topics.ts";
import type { PageRequest } from "../loopback/server.ts";
import type { ClusterChoice, Clusters, RecommendationResult, RunEvent, Started } from "../wire.ts";
import { dashboardWords } from "../words.ts";
import { type CleanupRequest, cleanUp, leftovers } from "./cleanup.ts";
import { analyzeRequestFromBody, RequestBody, recommendOptionsFromBody } from "./request-body.ts";
import type { Routes } from "./routes.ts";
import { Run, type RunContext } from "./run.ts";

/** Runs whose events are kept. */
const MAX_RUNS = 20;
const RUN_BYTES = 8;

export interface LiveOptions {
  /** From the command line: the cluster to use if the page names none. */
  readonly flags: ConnectFlags;
  readonly env: NodeJS.ProcessEnv;
  /** Running it deletes everything that was created. */
  readonly cleanup: Cleanup;
}

/** The routes that connect to clusters. */
export class Live {
  readonly #options: LiveOptions;
  readonly #journal: Journal;
  readonly #runs = new Map<string, Run>();

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#journal = new Journal(options.env);
  }

  routes(): Routes {
    return {
      "POST api/clusters": async ({ body }) => this.#clusters(new RequestBody(body).choice()),
      "POST api/analyses": async (request) => this.#analyze(request),
      "POST api/recommendations": async (request) => this.#recommend(request),
      "GET api/runs/*": async (_, id) => this.#listen(id),
      "POST api/runs/*/cancel": async (_, id) => this.#cancel(id),
      "POST api/leftovers": async ({ body }) => leftovers(this.#cleanup(body)),
      "POST api/cleanup": async ({ body }) => cleanUp(this.#cleanup(body)),
    };
  }

  async #clusters(choice: ClusterChoice): Promise<Clusters> {
    const notes: string[] = [];
    const context = this.#connectContext("", (message) => notes.push(message));
    const targets = await findTargets(this.#flagsFor(choice), context);
    const clusters = targets.map(({ id, name, place }) => ({
      id,
      name: place?.clusterName ?? name,
      environment: place && { id: place.environmentId, name: place.environmentName },
    }));
    return { clusters, notes };
  }

  async #analyze({ body }: PageRequest): Promise<Started> {
    const runId = randomBytes(RUN_BYTES);
    const choice = new RequestBody(body).choice();
    const isHeld = new RequestBody(body).flag("isHeld");
    const request = analyzeRequestFromBody(body, `skew-contract-analyze-${runId.toString("hex")}`);
    const client = loadClient(this.#options.env);
    return this.#start(runId, async (context) => {
      const cluster = await this.#connectToCluster(choice, context);
      const journal = this.#journal;
      const { gate: _, ...result } = await analyzeCluster(request, {
        ...context,
        ...cluster,
        client,
        journal,
      });
      context.tell({ event: "result", result });
      if (isHeld) await context.released();
    });
  }

  async #recommend({ body }: PageRequest): Promise<Started> {
    const runId = randomBytes(RUN_BYTES);
    const fields = new RequestBody(body);
    const flags = this.#flagsFor(fields.choice());
    const { variables } = this.#connectContext("", () => undefined);
    const settings = recommendSettings(recommendOptionsFromBody(fields), variables);
    const sourceFor = trafficSources(settings, this.#options.env);
    return this.#start(runId, async ({ cleanup, progress, say, tell }) => {
      const startedMs = Date.now();
      const all = await findTargets(flags, this.#connectContext(runId.toString("hex"), say));
      const source = sourceFor(cleanup.signal);
      const watch = watchTopics(progress);
      const context = { settings, cleanup, watch, say, words: dashboardWords, source };
      const clusters = await recommendClusters(selectTargets(all, flags.cluster), context);
      const result: RecommendationResult = { startedMs, clusters };
      tell({ event: "result", result });
    });
  }

  #connectToCluster(choice: ClusterChoice, { cleanup, runId, say }: RunContext) {
    const context = this.#connectContext(runId.toString("hex"), say);
    return connectToCluster(this.#flagsFor(choice), { ...context, cleanup });
  }

  #start(runId: Buffer, work: (context: RunContext) => Promise<void>): Started {
    const run = new Run(runId, this.#options.cleanup, work);
    this.#runs.set(run.id, run);
    for (const [id, { isOver }] of this.#runs) {
      if (this.#runs.size > MAX_RUNS && isOver) this.#runs.delete(id);
    }
    return { id: run.id };
  }

  #listen(id: string) {
    const run = this.#runOf(id);
    return {
      run: (send: (json: string) => void, gone: AbortSignal) =>
        run.listen((event: RunEvent) => send(JSON.stringify(event, asPlainArray)), gone),
    };
  }

  async #cancel(id: string): Promise<object> {
    const run = this.#runOf(id);
    run.cancel();
    await run.ended;
    return {};
  }

  #runOf(id: string): Run {
    const run = this.#runs.get(id);
    if (run !== undefined) return run;
    throw new UserError({ what: "this run is no longer known", next: "Start another run." });
  }

  #cleanup(body: unknown): CleanupRequest {
    const { env, cleanup } = this.#options;
    const flags = this.#flagsFor(new RequestBody(body).choice());
    return { flags, env, cleanup, journal: this.#journal, runs: [...this.#runs.values()] };
  }

  #flagsFor({ bootstrap, cluster }: ClusterChoice): ConnectFlags {
    const { flags } = this.#options;
    return {
      ...flags,
      ...(bootstrap === undefined ? {} : { bootstrap }),
      ...(cluster === undefined ? {} : { cluster }),
    };
  }

  #connectContext(runId: string, say: (message: string) => void) {
    const { flags, env } = this.#options;
    const { variables, notes } = loadVariables(flags.noEnvFile ? undefined : process.cwd(), env);
    for (const note of notes) say(note);
    return { variables, cloudUrl: env.CONFLUENT_CLOUD_URL, journal: this.#journal, runId, say };
  }
}

/** Typed arrays have no JSON form. */
function asPlainArray(_: string, value: unknown): unknown {
  return value instanceof Float64Array ? [...value] : value;
}
