#!/usr/bin/env node
import { run } from "./cli/program.ts";
import { StandardStream } from "./cli/standard-stream.ts";

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
});
