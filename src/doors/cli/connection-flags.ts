import type { Flag } from "./flags.ts";

/** How a cluster is reached (docs/connection.md). */
export const connectionFlags: readonly Flag[] = [
  { flag: "--bootstrap <host:port,…>", help: "brokers to begin with" },
  {
    flag: "--config <file>",
    help: "client.properties, with names of Java's clients or librdkafka",
  },
  { flag: "--no-env-file", help: "read no .env file here" },
  {
    flag: "--cluster <id>",
    help: "which of the clusters that credentials are for (KAFKA_CREDENTIALS, Confluent Cloud)",
  },
];
