import type { Connection } from "#live/core/cluster/connection.ts";
import { explainFailure } from "./explain-failure.ts";

/** librdkafka looks at its settings when a client is made. @throws UserError for what its build lacks */
export function construct<Client>(make: () => Client, connection: Connection): Client {
  try {
    return make();
  } catch (error) {
    throw explainFailure(error, connection, "set up the connection");
  }
}
