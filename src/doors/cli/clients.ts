import { clientListJson, clientListText } from "#core/clients/client-list.ts";
import type { ClientsFlags } from "./commands/clients.ts";
import type { Io } from "./io.ts";
import { parseOutputs, writeOutputs } from "./outputs.ts";

const formats = {
  text: { ending: "txt", render: clientListText },
  json: { ending: "json", render: clientListJson },
};

/** Prints which clients a contract can name. */
export async function clients(options: ClientsFlags, io: Io): Promise<0> {
  const outputs = parseOutputs<(typeof formats)["text"]>(options, formats);
  await writeOutputs(outputs, io, async ({ render }, { width }) => render(width));
  return 0;
}
