/**
 * Runs one request at a time; of those that arrive meanwhile only the last, so that a slider that
 * moves quickly does not build up a queue.
 */
export class Latest<Input> {
  readonly #run: (input: Input) => Promise<void>;
  #next: { readonly input: Input } | undefined;
  #isRunning = false;

  constructor(run: (input: Input) => Promise<void>) {
    this.#run = run;
  }

  async ask(input: Input): Promise<void> {
    this.#next = { input };
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (this.#next !== undefined) {
      const { input: wanted } = this.#next;
      this.#next = undefined;
      await this.#run(wanted);
    }
    this.#isRunning = false;
  }
}
