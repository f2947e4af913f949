import type { Spread } from "../measures/measures.ts";
import { hasRoom, type Simulated } from "../simulations/simulation.ts";
import { decimal, percent } from "../text/format.ts";
import { joined } from "../text/joined.ts";

/** `max share 4.1 %, Gini 0.12` */
export function describeSpread({ maxPartitionShare, gini }: Spread): string {
  return `max share ${percent(maxPartitionShare)}, Gini ${decimal(gini)}`;
}

/** The outcome of a simulation: `meets the contract (max share 4.1 %, Gini 0.12)`. */
export function describeOutcome(simulated: Simulated): string {
  const just = hasRoom(simulated) ? "" : "only just ";
  return `${just}${outcomeText(simulated)} (${describeSpread(simulated.measures)})`;
}

function outcomeText({ broken, unknown }: Simulated): string {
  const others = broken();
  if (others.length > 0) {
    return `satisfies the limits on the spread, but breaks ${joined(others)}`;
  }
  if (unknown.length === 0) return "meets the contract";
  return `satisfies all limits except those on ${joined(unknown)}, which are not simulated`;
}
