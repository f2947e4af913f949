import { recordShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxKeyShare = maximum({
  id: "max_key_share",
  title: "One key is too hot",
  purpose:
    "No single key may be so hot that it overloads its partition: more partitions do not help.",
  remedies: [
    "Give the hottest key a topic of its own, or salt it if its order is not needed.",
    "Make the key more specific: add a field that distinguishes its records.",
  ],
  about: "spread",
  noise: recordShareNoise,
  format: percent,
  digits: 1,
  actual: (measures) => measures.maxKeyShare,
  subject: (_, actual) => `the hottest key has ${actual} of the records`,
});
