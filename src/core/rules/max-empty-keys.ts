import { recordShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxEmptyKeys = maximum({
  id: "max_empty_keys",
  title: "Too many records have an empty key",
  purpose: "Empty keys are usually nulls turned into text; all of them go to one partition.",
  remedies: [
    "Send a null key if there is no key, instead of an empty text.",
    "Key these records by something they all have.",
  ],
  about: "sample",
  noise: recordShareNoise,
  format: percent,
  digits: 1,
  actual: (measures) => measures.emptyKeys / measures.records,
  subject: (_, actual) => `${actual} of the records have an empty key`,
});
