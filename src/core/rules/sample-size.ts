import { whole } from "../text/format.ts";
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
  noun: ({ records, placedRecords }) =>
    records === placedRecords
      ? "records"
      : `records that get their partition from their key, of ${whole(records)} in all`,
});
