import { expect, it } from "vitest";
import { BatchSizes, FetchSize } from "#live/adapters/kafka/reading/fetch-size.ts";

it("asks for as much as the largest batch of the topic so far, up to 1 MiB", () => {
  const sizes = new BatchSizes();
  expect(sizes.atLeast("a", 100)).toBe(100);
  sizes.learn("a", [
    { start: 0, end: 5000 },
    { start: 5000, end: 5100 },
  ]);
  sizes.learn("a", [{ start: 0, end: 70 }]);
  expect(sizes.atLeast("a", 100)).toBe(5000);
  expect(sizes.atLeast("a", 6000)).toBe(6000);
  expect(sizes.atLeast("b", 100)).toBe(100);
  sizes.learn("b", [{ start: 0, end: 3_000_000 }]);
  expect(sizes.atLeast("b", 100)).toBe(1024 * 1024);
});

it("asks for more from fast brokers, and for less from slow ones, within bounds", () => {
  const size = new FetchSize();
  const before = size.bytes;
  size.learn(before, 100);
  expect(size.bytes).toBe(before * 2);
  for (let i = 0; i < 20; i++) size.learn(size.bytes, 100);
  expect(size.bytes).toBe(8 * 1024 * 1024);
  for (let i = 0; i < 20; i++) size.learn(size.bytes, 3000);
  expect(size.bytes).toBe(256 * 1024);
});
