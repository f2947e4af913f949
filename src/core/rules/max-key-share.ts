import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxKeyShare = maximum({
  id: "max_key_share",
  title: "One key is too hot",
  purpose:
    "No single key may be so hot that one partition carries it all: no partition count helps there.",
  remedies: [
    "Give the hottest key a topic of its own, or salt it if its order is not needed.",
    "Make the key finer: add what tells its records apart.",
  ],
  about: "spread",
  format: percent,
  digits: 1,
  actual: (measures) => measures.maxKeyShare,
  subject: (_, actual) => `the hottest key alone has ${actual} of the records`,
});
