import { minimum } from "./minimum.ts";

export const sampleSize = minimum({
  id: "sample_size",
  title: "The sample is too small",
  purpose: "A small sample says little about production.",
  remedies: [
    "Write more keys to the key file; production's mix of values matters more than their number.",
  ],
  about: "sample",
  actual: (measures) => measures.records,
  noun: "records",
});
