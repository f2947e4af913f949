import { wrap } from "../text/wrap.ts";
import type { Client } from "./client.ts";
import { clients } from "./clients.ts";
import { type ClientFamily, type ClientName, clientNames, familyOf } from "./families.ts";

/** Clients as JSON: one entry per name. */
export function clientListJson(): string {
  const list = clientNames.map((name) => {
    const { nullKey, settings = {}, changed, hashes, source, ...client } = clients[name];
    const place =
      "partitioner" in client
        ? { partitioner: client.partitioner, empty_key: client.emptyKey }
        : { partitioner: null, reason: client.ignoresKeys };
    return { name, ...place, null_key: nullKey, hashes, settings, changed, source };
  });
  return `${JSON.stringify({ clients: list }, null, 2)}\n`;
}

/** The same as text: names that place keys alike are together. */
export function clientListText(width: number): string {
  const byFamily = new Map<ClientFamily, ClientName[]>();
  for (const name of clientNames) {
    byFamily.set(familyOf(name), [...(byFamily.get(familyOf(name)) ?? []), name]);
  }
  const blocks = [...byFamily.values()].map((names) => {
    const [first] = names as [ClientName, ...ClientName[]];
    const lines = linesOf(clients[first]).flatMap((line) => wrap(line, width - 4));
    return [...wrap(names.join(", "), width), ...lines.map((line) => `    ${line}`)].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

function linesOf(client: Client): string[] {
  const { nullKey, settings = {}, changed, hashes, source } = client;
  const place =
    "partitioner" in client
      ? `${client.partitioner}; empty key: ${client.emptyKey === "hashed" ? "hashed" : "any partition"}; null key: ${nullKey}`
      : `${client.ignoresKeys}; null key: ${nullKey}`;
  return [
    place,
    ...(hashes === undefined ? [] : [`hashes ${hashes}`]),
    ...Object.entries(settings).map(([partitioner, setting]) => `${partitioner} with ${setting}`),
    ...(changed === undefined ? [] : [`changed: ${changed}`]),
    `source: ${source}`,
  ];
}
