import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

/** Documents that were saved as key files by mistake. */
export function markup({ lines }: Head): Look | undefined {
  const start = lines.find((line) => line.trim() !== "")?.trim() ?? "";
  if (/^<!doctype html|^<html[\s>]/i.test(start)) {
    return { kind: "an HTML page", advice: "Was a login or error page saved instead?" };
  }
  const isXml = /^<\?xml\s|^<Error>|^<[A-Za-z][\w.:-]*(\s[^<>]*)?>.*<\/[A-Za-z]/.test(start);
  if (!isXml) return undefined;
  const code = /<Code>(\w{1,40})<\/Code>/.exec(lines.slice(0, 5).join("\n"))?.[1];
  const error = code === undefined ? "" : `: an error from an object store (${code})`;
  return {
    kind: `an XML document${error}`,
    advice: "Download the file again and check its content.",
  };
}

/** What Git LFS leaves in place of a file that was not fetched. */
export function lfsPointer({ lines }: Head): Look | undefined {
  if (!lines[0]?.startsWith("version https://git-lfs.github.com/spec/")) return undefined;
  return {
    kind: "a Git LFS pointer, not the file itself",
    advice: "Fetch it with git lfs pull; actions/checkout does so with lfs: true.",
  };
}
