import { runAction } from "./run-action.ts";

/** For connections to close: native threads must not be cut short. */
const GRACE_MS = 2_000;
const LONG_MS = 2 ** 31 - 1;

// If the process ends early for any reason, the step must not pass.
process.exitCode = 2;

// Otherwise it would end without a word where only timers that keep nothing alive are left.
const unfinished = setInterval(() => {}, LONG_MS);
runAction(process.env).then(async (code) => {
  clearInterval(unfinished);
  process.exitCode = code;
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  // Do not wait for a connection that neither answers nor closes.
  setTimeout(() => process.exit(), GRACE_MS).unref();
});

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
