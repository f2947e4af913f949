// Runs the built command line many times in one process, which costs far less processor time than a
// process for each run. The parent sends `{ args, cwd, env, input }` and receives `{ code, stdout, stderr }`.
import { createRequire } from "node:module";
import { Readable } from "node:stream";

const PIPE_BYTES = 65_536;

const [, , cliFile] = process.argv;
// The program runs as it is loaded; `run` is what its main module calls.
process.argv = [process.execPath, cliFile, "--version"];
const { run } = createRequire(import.meta.url)(cliFile);

process.on("message", async ({ args, cwd, env, input }) => {
  process.chdir(cwd);
  setEnv(env);
  const stdin = Readable.from(pieces(input));
  Object.defineProperty(process, "stdin", { value: stdin, configurable: true });
  const [stdout, stderr] = [new Written(), new Written()];
  const code = await run(args, { stdout, stderr, env: process.env });
  process.send({ code, stdout: stdout.text, stderr: stderr.text });
});
// Writes its coverage, where that is wanted.
process.on("disconnect", () => process.exit());

function setEnv(env) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) process.env[name] = value;
  }
}

/** As a pipe passes them on. */
function* pieces(input) {
  for (let at = 0; at < input.length; at += PIPE_BYTES) yield input.subarray(at, at + PIPE_BYTES);
}

class Written {
  isTTY = false;
  text = "";

  write(text) {
    this.text += text;
  }
}
