#!/usr/bin/env node
import { run } from "./program.ts";
import { StandardStream } from "./standard-stream.ts";

/** Exit codes of signals are beyond this one. */
const INTERRUPTED = 128;
/** For connections to close, which native threads do not like to be cut short. */
const GRACE_MS = 2_000;

// Nothing is left to tell it to.
const stderr = new StandardStream(2, () => {
  process.exitCode ||= 2;
});
// A reader that goes away early (`| head`) is no error; a report that cannot be written whole is.
const stdout = new StandardStream(1, ({ code, message }) => {
  if (code === "EPIPE") return;
  process.exitCode = 2;
  stderr.write(`error: standard output cannot be written: ${message}\n`);
});

run(process.argv.slice(2), { stdout, stderr, env: process.env }).then((code) => {
  process.exitCode ||= code;
  // What an interrupted run still waits for, such as an answer that does not come, is of no use.
  if (code > INTERRUPTED) setTimeout(() => process.exit(), GRACE_MS).unref();
});
