import { partitionShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxPartitionShare = maximum({
  id: "max_partition_share",
  title: "A partition gets too much of the traffic",
  purpose:
    "No partition may get so much of the traffic that its broker or consumer is the bottleneck.",
  remedies: [
    "Use a key with more different values, such as the user's id instead of the country's.",
    "Salt or split off the few keys that dominate; the report simulates both.",
    "More partitions help only if no single key is the cause.",
  ],
  about: "spread",
  noise: partitionShareNoise,
  format: percent,
  digits: 1,
  actual: (measures) => measures.maxPartitionShare,
  subject: ({ measures }, actual) => {
    const hottest = measures.hottestPartitions[0]?.partition;
    return `partition ${hottest} gets ${actual} of the records`;
  },
});
