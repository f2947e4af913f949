import { minimum } from "./minimum.ts";

export const minUniqueKeys = minimum({
  id: "min_unique_keys",
  purpose: "Few different keys cannot fill many partitions evenly.",
  about: "sample",
  actual: ({ measures }) => measures.uniqueKeys,
  noun: "different keys",
});
