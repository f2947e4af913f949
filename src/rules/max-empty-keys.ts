import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxEmptyKeys = maximum({
  id: "max_empty_keys",
  purpose: "Empty keys are mostly nulls turned into text; all of them go to one partition.",
  about: "sample",
  format: percent,
  digits: 1,
  actual: ({ measures }) => measures.emptyKeys / measures.records,
  subject: (_, actual) => `${actual} of the records have an empty key`,
});
