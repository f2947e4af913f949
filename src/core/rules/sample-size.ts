import { plural, whole } from "../text/format.ts";
import { minimum } from "./minimum.ts";

export const sampleSize = minimum({
  id: "sample_size",
  title: "The sample is too small",
  purpose: "A small sample says little about production.",
  remedies: [
    "Write more keys to the key file; production's mix of values matters more than their number.",
  ],
  about: "sample",
  // Records that get a partition without their key say nothing about the keys.
  actual: (measures) => measures.placedRecords,
  amount: ({ records, placedRecords }) => {
    const placed = plural(placedRecords, "record");
    if (records === placedRecords) return placed;
    const [get, their] = placedRecords === 1 ? ["gets", "its"] : ["get", "their"];
    return `${placed} that ${get} ${their} partition from ${their} key, of ${whole(records)} in all`;
  },
});
