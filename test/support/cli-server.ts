import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

/*
 * One process for the runs of a test file, one after another.
 */

interface Request {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Standard input. */
  readonly input: Uint8Array;
}

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const serverFile = fileURLToPath(new URL("cli-server.mjs", import.meta.url));

export class CliServer {
  readonly #cliFile: string;
  readonly #env: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Started by the first run, and ended after the tests. */
  constructor(cliFile: string, env: NodeJS.ProcessEnv) {
    this.#cliFile = cliFile;
    this.#env = env;
    afterAll(() => this.#end());
  }

  run(request: Request): Promise<Answer> {
    const answer = this.#last.then(() => this.#ask(request));
    this.#last = answer.catch(() => {});
    return answer;
  }

  #ask(request: Request): Promise<Answer> {
    this.#process ??= fork(serverFile, [this.#cliFile], {
      env: this.#env,
      execArgv: [],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const child = this.#process;
    return new Promise((resolve, reject) => {
      const onExit = () => {
        this.#process = undefined;
        reject(new Error(`the command line ended its process: ${request.args.join(" ")}`));
      };
      child.once("exit", onExit);
      child.once("message", (answer: Answer) => {
        child.off("exit", onExit);
        resolve(answer);
      });
      child.send(request);
    });
  }

  async #end(): Promise<void> {
    if (this.#process === undefined) return;
    const exit = once(this.#process, "exit");
    this.#process.disconnect();
    await exit;
  }
}
