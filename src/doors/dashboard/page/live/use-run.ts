import { useEffect, useReducer, useRef } from "preact/hooks";
import type { ErrorParts } from "#core/errors/user-error.ts";
import type { RunEvent, Started } from "#doors/dashboard/wire.ts";
import { ask, errorsOf } from "../parts/api.ts";

type Progress = Extract<RunEvent, { event: "progress" }>;

interface CreatedResource {
  readonly what: string;
  readonly isDeleted: boolean;
}

/** The known state of a run. */
export interface RunState<Result> {
  readonly id?: string;
  readonly status: "idle" | "running" | "held" | "done" | "failed" | "cancelled";
  readonly isCancelling: boolean;
  readonly progress?: Progress | undefined;
  readonly notes: readonly string[];
  readonly possessions: readonly CreatedResource[];
  readonly result?: Result;
  readonly errors: readonly ErrorParts[];
}

type Action<Result> =
  | { readonly event: "begun"; readonly id: string }
  | { readonly event: "cancelling" }
  | RunEvent<Result>;

const IDLE = {
  status: "idle",
  isCancelling: false,
  notes: [],
  possessions: [],
  errors: [],
} as const;

function reduce<Result>(state: RunState<Result>, action: Action<Result>): RunState<Result> {
  switch (action.event) {
    case "begun":
      return { ...IDLE, id: action.id, status: "running" };
    case "cancelling":
      return { ...state, isCancelling: true };
    case "progress":
      return { ...state, progress: action };
    case "note":
      return { ...state, notes: [...state.notes, action.message] };
    case "made": {
      const made = { what: action.what, isDeleted: false };
      return { ...state, possessions: [...state.possessions, made] };
    }
    case "deleted":
      return { ...state, possessions: state.possessions.map((one) => deleted(one, action.what)) };
    case "result":
      return { ...state, result: action.result };
    case "held":
      return { ...state, status: "held" };
    case "cancelled":
      return { ...state, status: "cancelled" };
    case "failed":
      return { ...state, status: "failed", errors: action.errors };
    case "ended":
      return { ...state, status: isOver(state) ? state.status : "done", progress: undefined };
  }
}

function deleted(one: CreatedResource, what: string): CreatedResource {
  return one.what === what ? { what, isDeleted: true } : one;
}

const isOver = ({ status }: RunState<unknown>) => status === "failed" || status === "cancelled";

const LOST: ErrorParts = {
  what: "this run is no longer known",
  next: "The dashboard may have been restarted. Start another run.",
};

/**
 * Follows the events of a run on the server, and continues after a reload of the page. The server
 * deletes what the run creates even if no page follows it.
 *
 * @param path of the request that starts a run
 */
export function useRun<Result>(path: string) {
  const [state, dispatch] = useReducer(reduce<Result>, IDLE as RunState<Result>);
  const source = useRef<EventSource | undefined>(undefined);
  const follow = (id: string) => {
    source.current?.close();
    dispatch({ event: "begun", id });
    const events = new EventSource(`api/runs/${id}`);
    source.current = events;
    let wasOpen = false;
    events.onopen = () => {
      wasOpen = true;
      // All events are sent again.
      dispatch({ event: "begun", id });
    };
    events.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data, asColumns) as RunEvent<Result>;
      dispatch(event);
      if (event.event === "ended") events.close();
    };
    events.onerror = () => {
      // The browser reconnects one that was open, unless the page is closing.
      if (wasOpen || events.readyState !== EventSource.CLOSED) return;
      sessionStorage.removeItem(path);
      dispatch({ event: "failed", errors: [LOST] });
    };
  };
  useEffect(() => {
    const id = sessionStorage.getItem(path);
    if (id !== null) follow(id);
    return () => source.current?.close();
  }, []);
  return {
    state,
    async start(order: object) {
      try {
        const { id } = await ask<Started>(path, order);
        sessionStorage.setItem(path, id);
        follow(id);
      } catch (error) {
        dispatch({ event: "failed", errors: errorsOf(error) });
      }
    },
    async cancel() {
      dispatch({ event: "cancelling" });
      await ask(`api/runs/${state.id}/cancel`, {}).catch(() => undefined);
    },
  };
}

/** Typed arrays arrive as plain arrays. */
function asColumns(name: string, value: unknown): unknown {
  return name === "loads" && Array.isArray(value) ? Float64Array.from(value) : value;
}
