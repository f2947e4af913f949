import { recordShareNoise } from "../measures/sampling-noise.ts";
import { percent } from "../text/format.ts";
import { maximum } from "./maximum.ts";

export const maxKeyBytesShare = maximum({
  id: "max_key_bytes_share",
  title: "One key has too many of the bytes",
  purpose:
    "No single key may have so many of the bytes that they overload its partition: more partitions do not help.",
  remedies: [
    "Make this key's records smaller: compress them, or store large values elsewhere and send a reference.",
    "Give the key a topic of its own, or make it more specific.",
  ],
  about: "bytes",
  noise: recordShareNoise,
  format: percent,
  digits: 1,
  actual: (measures) => measures.maxKeyBytesShare,
  subject: (_, actual) => `the key with the most bytes has ${actual} of them`,
});
