import { useEffect, useReducer, useRef } from "preact/hooks";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import type { RunEvent, Started } from "#doors/dashboard/wire.ts";
import { ask, errorsOf } from "../parts/api.ts";
import { IDLE, type RunAction, type RunState, reduce } from "./run-state.ts";

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
    source.current = eventsOf(id, dispatch, () => sessionStorage.removeItem(path));
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

/** @param onLost is called if the server does not know the run */
function eventsOf<Result>(
  id: string,
  dispatch: (action: RunAction<Result>) => void,
  onLost: () => void,
): EventSource {
  dispatch({ event: "begun", id });
  const events = new EventSource(`api/runs/${id}`);
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
    onLost();
    dispatch({ event: "failed", errors: [LOST] });
  };
  return events;
}

/** Typed arrays arrive as plain arrays. */
function asColumns(name: string, value: unknown): unknown {
  return name === "loads" && Array.isArray(value) ? Float64Array.from(value) : value;
}
