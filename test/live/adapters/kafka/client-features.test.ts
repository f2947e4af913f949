import { expect, it } from "vitest";
import { lostWith } from "#live/adapters/kafka/client-features.ts";

it("names what a build has lost, with the package that brings it", () => {
  expect(lostWith(["gzip", "snappy", "ssl", "zstd"])).toEqual([]);
  expect(lostWith(["gzip", "ssl"])).toEqual(["zstd, for topics compressed by it (libzstd-dev)"]);
});
