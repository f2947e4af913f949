import { errorParts } from "#core/errors/to-parts.ts";
import { dashboardWords } from "#doors/dashboard/words.ts";
import type { CallMessage, CallName, Calls, InputOf, OutputOf, WorkerMessage } from "./calls.ts";
import { GateSession } from "./gate.ts";

const post = (message: WorkerMessage) => self.postMessage(message);
const gate = new GateSession((readBytes) => post({ readBytes }));

type Handlers = { [Name in CallName]: (input: InputOf<Name>) => Promise<OutputOf<Name>> };

const handlers: Handlers = {
  read: (input) => gate.read(input),
  readContract: async (input) => gate.readContract(input),
  judge: async (input) => gate.judge(input),
  advise: async (input) => gate.advise(input),
  propose: async (input) => gate.propose(input),
  whatIf: async (input) => gate.whatIf(input),
};

self.addEventListener("message", async ({ data }: MessageEvent<CallMessage>) => {
  const { id, name, input } = data;
  try {
    const handler = handlers[name] as (given: typeof input) => Promise<ReturnType<Calls[CallName]>>;
    post({ id, output: await handler(input) });
  } catch (error) {
    post({ id, errors: errorParts(error, dashboardWords).parts });
  }
});
