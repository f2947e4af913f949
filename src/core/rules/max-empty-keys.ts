import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxEmptyKeys = maximum({
  id: "max_empty_keys",
  title: "Too many records have an empty key",
  purpose: "Empty keys are mostly nulls turned into text; all of them go to one partition.",
  remedies: [
    "Leave the key null where there is none, instead of turning null into an empty text.",
    "Key these records by something they all have.",
  ],
  about: "sample",
  format: percent,
  digits: 1,
  actual: (measures) => measures.emptyKeys / measures.records,
  subject: (_, actual) => `${actual} of the records have an empty key`,
});
