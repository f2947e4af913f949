import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openBytes } from "../../src/adapters/byte-source.ts";
import { folder } from "../e2e/cli.ts";
import { zstdStored } from "../e2e/zstd.ts";

it.each([
  ["plain", Buffer.from("a\nb\n"), "c\n"],
  // Another whole frame, so that nothing else is wrong with it.
  ["compressed", zstdStored("a\nb\n"), zstdStored("c\n")],
])("refuses a file that grows while it is read: %s", async (_, content, more) => {
  const path = join(folder({ k: content }), "k");
  let reads = 0;
  const onRead = () => {
    if (reads++ === 0) appendFileSync(path, more);
  };
  const reading = (async () => {
    for await (const _ of openBytes({ path, label: "k" }, onRead)) {
    }
  })();
  await expect(reading).rejects.toThrow("k: the key file changed while it was being read");
});
