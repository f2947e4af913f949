import type { ErrorParts } from "#core/errors/error-parts.ts";
import type { RunEvent } from "#doors/dashboard/wire.ts";

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

/** An event of the server, or of the page itself. */
export type RunAction<Result> =
  | { readonly event: "begun"; readonly id: string }
  | { readonly event: "cancelling" }
  | RunEvent<Result>;

/** Before anything was started. */
export const IDLE = {
  status: "idle",
  isCancelling: false,
  notes: [],
  possessions: [],
  errors: [],
} as const;

export function reduce<Result>(
  state: RunState<Result>,
  action: RunAction<Result>,
): RunState<Result> {
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
