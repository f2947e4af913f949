import { readFileSync } from "node:fs";
import { join } from "node:path";
import { STYLE } from "#core/reports/html/style.ts";
import type { Answer } from "../loopback/server.ts";

/** The page's files, written by the build. */
const FOLDER = join(import.meta.dirname, "../dashboard");

/** No inline code, no other origins; text becomes HTML or a script only through one policy. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types skew-contract",
].join("; ");
/** zstd checksums use WebAssembly. */
const WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'";

interface Asset {
  readonly type: string;
  readonly policy?: string;
  read(): string | Uint8Array;
}

const file = (name: string) => () => readFileSync(join(FOLDER, name));
const script = "text/javascript; charset=utf-8";
const css = "text/css; charset=utf-8";
const plain = "text/plain; charset=utf-8";

/** All static files, by path. */
const assets: Readonly<Record<string, Asset>> = {
  "": { type: "text/html; charset=utf-8", policy: PAGE_POLICY, read: file("index.html") },
  "page.js": { type: script, read: file("page.js") },
  "worker.js": { type: script, policy: WORKER_POLICY, read: file("worker.js") },
  "page.css": { type: css, read: file("page.css") },
  "report.css": { type: css, read: () => STYLE },
  "demo/by-country.csv": { type: plain, read: file("demo/by-country.csv") },
  "demo/by-city.csv": { type: plain, read: file("demo/by-city.csv") },
  "demo/skew_contract.yml": { type: plain, read: file("demo/skew_contract.yml") },
};

export function assetAt(path: string): Answer | undefined {
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined;
  if (asset === undefined) return undefined;
  const { type, policy, read } = asset;
  return { status: 200, type, body: read(), ...(policy === undefined ? {} : { policy }) };
}
