import { minimum } from "./minimum.ts";

export const sampleSize = minimum({
  id: "sample_size",
  purpose: "A small sample says little about production.",
  about: "sample",
  actual: ({ measures }) => measures.records,
  noun: "records",
});
