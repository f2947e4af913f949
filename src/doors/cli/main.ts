#!/usr/bin/env node
import { run } from "./program.ts";
import { StandardStream } from "./standard-stream.ts";

/** For tests, which run many command lines in one process. */
export { run };

/** Exit codes for signals are above this value. */
const INTERRUPTED = 128;
/** Time for connections to close: native threads must not be cut short. */
const GRACE_MS = 2_000;
const LONG_MS = 2 ** 31 - 1;

// There is nowhere left to report this.
const stderr = new StandardStream(2, () => {
  process.exitCode ||= 2;
});
// A reader that stops early (`| head`) is not an error; a report that cannot be written in full is.
const stdout = new StandardStream(1, ({ code, message }) => {
  if (code === "EPIPE") return;
  process.exitCode = 2;
  stderr.write(`error: cannot write to standard output: ${message}\n`);
});

// Otherwise Node would end with exit code 0 where only timers that keep nothing alive are left, as when a
// broker is lost while reading waits for its rate.
const unfinished = setInterval(() => {}, LONG_MS);
run(process.argv.slice(2), { stdout, stderr, env: process.env }).then((code) => {
  clearInterval(unfinished);
  process.exitCode ||= code;
  // Do not wait for what is still pending after an interruption, such as an overdue response.
  if (code > INTERRUPTED) setTimeout(() => process.exit(), GRACE_MS).unref();
});
