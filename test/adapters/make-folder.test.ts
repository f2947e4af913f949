import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../../src/adapters/make-folder.ts";
import { folder } from "../e2e/cli.ts";

it("makes what is missing, with the mode that is asked for, and leaves what is there", () => {
  const path = join(folder(), "a/b/c");
  makeFolder(path, "next", 0o700);
  makeFolder(path);
  for (const one of [path, join(path, "..")]) expect(statSync(one).mode & 0o777).toBe(0o700);
});

it("refuses a path through a file", () => {
  const path = join(folder({ a: "" }), "a/b/c");
  expect(() => makeFolder(path)).toThrow(/the folder .*a.* /);
});

it.skipIf(process.platform !== "linux")("ends where the system makes no folders", () => {
  expect(() => makeFolder("/proc/x/y/z")).toThrow("the folder /proc/x does not exist");
});
