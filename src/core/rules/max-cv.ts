import { cvNoise } from "../measures/sampling-noise.ts";
import { decimal } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxCv = maximum({
  id: "max_cv",
  title: "The partitions' loads vary too much",
  purpose: "The partitions' loads must stay close to their mean.",
  remedies: [
    "Use a key with more different values, so that chance evens out.",
    "Try the partition counts that the report simulates.",
  ],
  about: "spread",
  noise: cvNoise,
  format: decimal,
  digits: 3,
  actual: (measures) => measures.cv,
  subject: (_, actual) => `the coefficient of variation of the records per partition is ${actual}`,
});
