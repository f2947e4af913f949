import { addInTurn, type Strategy } from "./strategy.ts";

/** Sends each record to the next partition, whatever its key. */
export const roundRobinStrategy: Strategy = {
  title: "round robin",
  note: () => "each record to the next partition; the order within a key is lost",
  loads: ({ plan, partitions }) => addInTurn(new Float64Array(partitions), plan.records),
};
