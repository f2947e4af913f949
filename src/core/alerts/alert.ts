import { plural } from "../text/format.ts";

/** A Prometheus alert. Its texts are Go templates. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly summary: string;
  readonly description: string;
  /** A comment in the file. */
  readonly note?: string;
}

/** An alert that is left out, and why. */
export interface MissingAlert {
  readonly leftOut: string;
}

/** An alert on a multiple of the average that so few partitions cannot exceed. */
export function unreachable(alert: string, ratio: number, partitions: number): MissingAlert {
  const why = `of ${plural(partitions, "partition")} none can exceed ${ratio} times the average`;
  return { leftOut: `${alert} is left out: ${why}.` };
}
