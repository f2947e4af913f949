import { recordShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxNullKeys = maximum({
  id: "max_null_keys",
  title: "Too many records have no key",
  purpose: "Records without a key go to any partition: their order is not kept.",
  remedies: ["Key every record whose order matters; records without a key go to any partition."],
  about: "sample",
  noise: recordShareNoise,
  format: percent,
  digits: 1,
  actual: (measures) => measures.nullKeys / measures.records,
  subject: (_, actual) => `${actual} of the records have no key`,
});
