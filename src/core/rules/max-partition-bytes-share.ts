import { partitionShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxPartitionBytesShare = maximum({
  id: "max_partition_bytes_share",
  title: "A partition gets too many of the bytes",
  purpose:
    "No partition may get so many of the bytes that its broker's disk or network is the bottleneck.",
  remedies: [
    "Make the largest records smaller: compress them, or store large values elsewhere and send a reference.",
    "Choose a key that separates the large records from each other.",
  ],
  about: "bytes",
  noise: partitionShareNoise,
  format: percent,
  digits: 1,
  actual: (measures) => measures.maxPartitionBytesShare,
  subject: ({ details }, actual) => {
    const loads = details?.bytes?.loads ?? new Float64Array(1);
    return `partition ${loads.indexOf(Math.max(...loads))} gets ${actual} of the bytes`;
  },
});
