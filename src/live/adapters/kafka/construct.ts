import type { Connection } from "#live/core/cluster/connection.ts";
import { explainFailure } from "./explain-failure.ts";

/**
 * Creates a client; librdkafka checks its settings in the constructor.
 *
 * @throws UserError for settings that its build does not support
 */
export function construct<Client>(create: () => Client, connection: Connection): Client {
  try {
    return create();
  } catch (error) {
    throw explainFailure(error, connection, "set up the connection");
  }
}
