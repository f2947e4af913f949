import { decimal } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxGini = maximum({
  id: "max_gini",
  purpose: "The records must spread evenly over all partitions, not only spare the hottest one.",
  about: "spread",
  format: decimal,
  digits: 3,
  actual: ({ measures }) => measures.gini,
  subject: (_, actual) => `the Gini coefficient of the records per partition is ${actual}`,
});
