import { closeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import type { KeySource } from "#core/contract/contract.ts";
import { openLineFile } from "../../src/adapters/line-file.ts";
import { folder, manyKeys } from "../e2e/cli.ts";
import { zstdStored } from "../e2e/zstd.ts";

const text = manyKeys(50_000);
const binary = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * i * 31 + i * 7) % 251));

function opens(content: string | Uint8Array, name = "k", format?: KeySource["format"]): boolean {
  const path = join(folder({ [name]: content }), name);
  const opened = openLineFile({ path, label: name, source: { path, format } });
  if (opened !== undefined) closeSync(opened.descriptor);
  return opened !== undefined;
}

it("opens a large file of lines", () => {
  expect(opens(text)).toBe(true);
});

it("leaves binary data to the plain reader, which refuses it, unless it is said to be lines", () => {
  expect(opens(binary)).toBe(false);
  expect(opens(binary, "k", "lines")).toBe(true);
});

it("leaves what is compressed, or is named so, to the plain reader", () => {
  expect(opens(zstdStored(text))).toBe(false);
  expect(opens(Buffer.concat([gzipSync(text), Buffer.alloc(300_000)]))).toBe(false);
  expect(opens(text, "k.gz")).toBe(false);
});
