import type { ConnectFlags } from "#live/run/connect.ts";
import type { None, OptionsOf } from "./command.ts";
import type { Command, OptionValues } from "./commander.ts";

/** Their heading in the help. */
export const CONNECTION_GROUP = "Cluster (or KAFKA_… variables, also in .env):";

/** Adds the flags for connecting to a cluster. */
export function withConnectionFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .option("--bootstrap <host:port,…>", "brokers to connect to first")
    .option("--config <file>", "client.properties, with Java or librdkafka setting names")
    .option("--no-env-file", "do not read .env in the current folder")
    .option(
      "--cluster <id>",
      "which cluster, if KAFKA_CREDENTIALS or Confluent Cloud lists several",
    );
}

export type ConnectionOptions = OptionsOf<typeof withConnectionFlags<[], None>>;

export function connectionFromFlags(options: ConnectionOptions): ConnectFlags {
  const { bootstrap, config, cluster, envFile } = options;
  return { bootstrap, config, cluster, noEnvFile: !envFile };
}
