import type { ConnectFlags } from "#live/run/connect.ts";
import type { None, OptionsOf } from "./command.ts";
import type { Command, OptionValues } from "./commander.ts";

/** Their title in the help. */
export const CONNECTION_GROUP = "The cluster (also KAFKA_… variables and .env):";

/** Adds the flags that say how a cluster is reached. */
export function withConnectionFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .option("--bootstrap <host:port,…>", "brokers to begin with")
    .option("--config <file>", "client.properties, with names of Java's clients or librdkafka")
    .option("--no-env-file", "read no .env file here")
    .option(
      "--cluster <id>",
      "which of the clusters that credentials are for (KAFKA_CREDENTIALS, Confluent Cloud)",
    );
}

export type ConnectionOptions = OptionsOf<typeof withConnectionFlags<[], None>>;

export function connectionFromFlags(options: ConnectionOptions): ConnectFlags {
  const { bootstrap, config, cluster, envFile } = options;
  return { bootstrap, config, cluster, noEnvFile: !envFile };
}
