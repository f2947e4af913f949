import type { ErrorParts } from "../errors.ts";

/*
 * What page and server tell each other, as JSON. Nothing here holds a secret.
 */

/** Of `GET api/start`. */
export interface Start {
  readonly version: string;
  /** Without any cluster: the gate on sample data alone. */
  readonly isDemo: boolean;
}

/** Of an answer whose status is no success; without pieces of the user's data. */
export interface Failure {
  readonly errors: readonly ErrorParts[];
}
