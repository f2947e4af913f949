import { expect, it } from "vitest";
import { missingWith } from "#live/adapters/kafka/client-features.ts";

it("names what a build has lost, with the package that brings it", () => {
  expect(missingWith(["gzip", "snappy", "ssl", "zstd"])).toEqual([]);
  expect(missingWith(["gzip", "ssl"])).toEqual([
    "zstd compression, for topics that use it (libzstd-dev)",
  ]);
});
