import { uniqueKeysNoise } from "../measures/sampling-noise.ts";
import { plural } from "../text/format.ts";
import { minimum } from "./minimum.ts";

export const minUniqueKeys = minimum({
  id: "min_unique_keys",
  title: "There are too few different keys",
  purpose: "Few different keys cannot fill many partitions evenly.",
  remedies: [
    "Use a key with more different values.",
    "If the sample is too small to show them, take a larger one.",
  ],
  about: "sample",
  noise: uniqueKeysNoise,
  actual: (measures) => measures.uniqueKeys,
  amount: ({ uniqueKeys }) => plural(uniqueKeys, "different key"),
});
