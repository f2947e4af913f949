import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { findMoto } from "../../scripts/moto.mjs";

/*
 * A real moto server, which answers as AWS does.
 */

const packages = await findMoto();
export const hasMoto = packages !== undefined;

/** Ends with its standard input, so that it cannot outlive the test, whatever happens to that. */
const SERVER = `
import os, sys
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
os._exit(0)
`;

export interface Moto {
  readonly url: string;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

export async function startMoto(): Promise<Moto> {
  const child = spawn("python3", ["-c", SERVER], {
    env: pythonEnv(),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk;
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const port = await Promise.race([firstLine(child.stdout), ended.then(() => undefined)]);
  if (port === undefined) throw new Error(`moto does not start: ${errors}`);
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      child.stdin.end();
      return ended;
    },
  };
}

/** For a Python that finds moto and python-dotenv. */
export function pythonEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, PYTHONPATH: packages, PYTHONIOENCODING: "utf-8" };
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface({ input: stream })) return line;
  return undefined;
}
