import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxNullKeys = maximum({
  id: "max_null_keys",
  purpose: "Records without a key go to any partition: their order is not kept.",
  about: "sample",
  format: percent,
  digits: 1,
  actual: ({ measures }) => measures.nullKeys / measures.records,
  subject: (_, actual) => `${actual} of the records have no key`,
});
