import { escapeUnsafe } from "#core/text/printable.ts";
import { openBrowser } from "#doors/dashboard/loopback/open-browser.ts";
import { serveLoopback } from "#doors/dashboard/loopback/server.ts";
import { Live } from "#doors/dashboard/server/live-routes.ts";
import { handleBy } from "#doors/dashboard/server/routes.ts";
import type { Start } from "#doors/dashboard/wire.ts";
import { type Cleanup, withCleanup } from "#live/adapters/cleanup-stack.ts";
import { toolVersion } from "#run/version.ts";
import type { DashboardFlags } from "../commands/dashboard.ts";
import { connectionFromFlags } from "../connection-flags.ts";
import type { Io } from "../io.ts";
import { endOf } from "./end-of-server.ts";

/** Serves until it receives a signal, which is how it normally ends. */
export async function dashboard(flags: DashboardFlags, io: Io): Promise<0> {
  const { port = 0 } = flags;
  const say = (message: string) => io.stderr.write(`${escapeUnsafe(message)}\n`);
  await withCleanup(async (cleanup) => {
    const isDemo = flags.demo ?? false;
    const start: Start = { version: toolVersion, isDemo };
    const live = isDemo
      ? {}
      : new Live({ flags: connectionFromFlags(flags), env: io.env, cleanup }).routes();
    const handle = handleBy({ "GET api/start": async () => start, ...live });
    const { url, close } = await serveLoopback(port, handle);
    cleanup.defer({ kind: "step", title: "stop serving" }, close);
    io.stdout.write(`${url}\n`);
    say("Serving to this machine only. Anyone with this address can use it. Press Ctrl+C to stop.");
    if (flags.open) open(url, cleanup, say);
    await new Promise(() => {});
  }, say).catch(endOf);
  return 0;
}

function open(url: string, cleanup: Cleanup, say: (message: string) => void): void {
  const close = openBrowser(url, () => say("could not open a browser: open the address yourself"));
  cleanup.defer({ kind: "step", title: "remove the file that opened the browser" }, async () =>
    close(),
  );
}
