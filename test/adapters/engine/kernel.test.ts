import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { layout } from "#adapters/engine/kernel.ts";
import { root } from "../../e2e/cli.ts";

/** Numbers of the kernel's layout by their names there. */
const inKernel = new Map(
  [
    ...readFileSync(`${root}kernel/layout.ts`, "utf8").matchAll(
      /^export const (\w+): \w+ = (\d+);$/gm,
    ),
  ].map(([, name = "", value]) => [name, Number(value)]),
);

it.each([
  ["heapTop", "HEAP_TOP"],
  ["secretsAddress", "SECRETS"],
  ["chunks", "CHUNKS"],
  ["chunkLimit", "CHUNK_LIMIT"],
  ["freeChunks", "FREE_CHUNK_COUNT"],
  ["chunkUsed", "CHUNK_USED"],
  ["partHead", "PART_HEAD"],
  ["partEntries", "PART_ENTRIES"],
] as const)("the host's %s is the kernel's %s", (name, kernelName) => {
  expect(layout[name]).toBe(inKernel.get(kernelName));
});

it("the parts and the two scratch parts are all there are", () => {
  expect([layout.parts, layout.scratchPart, layout.secondScratchPart + 1]).toEqual([
    256,
    layout.parts,
    inKernel.get("PART_COUNT"),
  ]);
});
