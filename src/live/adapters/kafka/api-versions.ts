import { apiVersionsV3, type Connection } from "@platformatic/kafka";
import { CLIENT_ID } from "./admin-options.ts";

/** The newest version of each request that a broker knows, by the request's key. */
export type ApiVersions = ReadonlyMap<number, number>;

const known = new WeakMap<Connection, Promise<ApiVersions>>();

/** What the broker of this connection knows; asked once. */
export function versionsOf(connection: Connection): Promise<ApiVersions> {
  const asked = known.get(connection) ?? askFor(connection);
  known.set(connection, asked);
  asked.catch(() => known.delete(connection));
  return asked;
}

async function askFor(connection: Connection): Promise<ApiVersions> {
  const { apiKeys } = await apiVersionsV3.api.async(connection, CLIENT_ID, "1");
  return new Map(apiKeys.map(({ apiKey, maxVersion }) => [apiKey, maxVersion]));
}
