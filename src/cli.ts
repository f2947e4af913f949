#!/usr/bin/env node
import { run } from "./cli/program.ts";

const { stdout, stderr, env } = process;

// A reader that goes away early (`| head`) is no error; a report that cannot be written whole is.
stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE") return;
  process.exitCode = 2;
  stderr.write(`error: standard output cannot be written: ${message}\n`);
});
// Nothing is left to tell it to.
stderr.on("error", () => {
  process.exitCode ||= 2;
});

const code = await run(process.argv.slice(2), { stdout, stderr, env });
process.exitCode ||= code;
