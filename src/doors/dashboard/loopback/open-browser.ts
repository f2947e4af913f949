import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/**
 * Opens an address in the user's browser, through a file that only the user can read and that
 * redirects there: other users of this machine can see a program's arguments, and the address
 * contains the token.
 *
 * @returns a function that deletes the file
 */
export function openBrowser(url: string, onFailure: () => void): () => void {
  const folder = mkdtempSync(join(tmpdir(), "skew-contract-"));
  const file = join(folder, "open.html");
  const page = `<!DOCTYPE html><meta charset="utf-8"><title>skew-contract</title><meta http-equiv="refresh" content="0;url=${url}">`;
  writeFileSync(file, page, { mode: 0o600 });
  const [program, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(program, [...args, pathToFileURL(file).href], {
    stdio: "ignore",
    detached: true,
  });
  child.on("error", onFailure);
  child.unref();
  return () => rmSync(folder, { recursive: true, force: true });
}
