import { consumerShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxConsumerShare = maximum({
  id: "max_consumer_share",
  title: "One consumer gets too much of the traffic",
  purpose: "No consumer of the group may get so much of the traffic that it falls behind.",
  remedies: [
    "Choose a number of consumers that divides the partitions.",
    "Spread the records more evenly: see max_partition_share.",
  ],
  about: "spread",
  noise: consumerShareNoise,
  format: percent,
  digits: 1,
  actual: (measures) => measures.maxConsumerShare,
  subject: ({ contract }, actual) =>
    `the busiest of ${contract.consumers} consumers gets ${actual} of the records under ${contract.assignor ?? "range"} assignment`,
});
