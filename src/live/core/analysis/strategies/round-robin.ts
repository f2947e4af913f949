import { addInTurn, type Strategy } from "./strategy.ts";

/** Every record to the next partition, whatever its key. */
export const roundRobinStrategy: Strategy = {
  title: "round robin",
  note: () => "each record to the next partition; a key's order is lost",
  loads: ({ plan, partitions }) => addInTurn(new Float64Array(partitions), plan.records),
};
