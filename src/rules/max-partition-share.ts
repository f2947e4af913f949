import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxPartitionShare = maximum({
  id: "max_partition_share",
  purpose:
    "No partition may get so much of the traffic that its broker or consumer is the bottleneck.",
  about: "spread",
  format: percent,
  digits: 1,
  actual: ({ measures }) => measures.maxPartitionShare,
  subject: ({ measures }, actual) => {
    const hottest = measures.hottestPartitions[0]?.partition;
    return `partition ${hottest} gets ${actual} of the records`;
  },
});
