import { giniNoise } from "../measures/sampling-noise.ts";
import { decimal } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxGini = maximum({
  id: "max_gini",
  title: "The records spread unevenly over the partitions",
  purpose: "The records must spread evenly over all partitions, not just avoid one hot partition.",
  remedies: [
    "Use a key with more different values, so that chance evens out.",
    "Look for one value that dominates, and salt it or give it a topic of its own.",
  ],
  about: "spread",
  noise: giniNoise,
  format: decimal,
  digits: 3,
  actual: (measures) => measures.gini,
  subject: (_, actual) => `the Gini coefficient of the records per partition is ${actual}`,
});
