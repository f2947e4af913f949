import { runAction } from "./run-action.ts";

// Whatever ends the process before its time: what was not judged does not pass.
process.exitCode = 2;

runAction(process.env).then(async (code) => {
  process.exitCode = code;
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  // A connection that neither answers nor closes is nothing to wait for.
  process.exit();
});

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
