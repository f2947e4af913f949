import { decimal } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxCv = maximum({
  id: "max_cv",
  purpose: "The partitions' loads must stay close to their mean.",
  about: "spread",
  format: decimal,
  digits: 3,
  actual: ({ measures }) => measures.cv,
  subject: (_, actual) => `the coefficient of variation of the records per partition is ${actual}`,
});
