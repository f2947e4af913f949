import { closeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { openLineFile } from "#adapters/line-file.ts";
import type { KeySource } from "#core/contract/contract.ts";
import { chooseFormat } from "#core/keys/formats.ts";
import { folder, manyKeys } from "../e2e/cli.ts";
import { zstdStored } from "../e2e/zstd.ts";

const text = manyKeys(50_000);
const binary = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * i * 31 + i * 7) % 251));

async function opens(
  content: string | Uint8Array,
  name = "k",
  format?: KeySource["format"],
): Promise<boolean> {
  const path = join(folder({ [name]: content }), name);
  const source = { path, format };
  const opened = await openLineFile({ path, label: name, source }, chooseFormat(name, source));
  if (opened !== undefined) closeSync(opened.descriptor);
  return opened !== undefined;
}

it("opens a large file of lines", async () => {
  expect(await opens(text)).toBe(true);
});

it("leaves binary data to the plain reader, which refuses it, unless it is said to be lines", async () => {
  expect(await opens(binary)).toBe(false);
  expect(await opens(binary, "k", "lines")).toBe(true);
});

it("leaves what is compressed, or is named so, to the plain reader", async () => {
  expect(await opens(zstdStored(text))).toBe(false);
  expect(await opens(Buffer.concat([gzipSync(text), Buffer.alloc(300_000)]))).toBe(false);
  expect(await opens(text, "k.gz")).toBe(false);
});
