import { readTextFile } from "#adapters/read-text-file.ts";
import { phrase, setting } from "#core/errors/phrase.ts";
import { type ReadConnection, readConnection } from "#live/core/cluster/connection-settings.ts";
import {
  settingsFromEnvironment,
  type Variables,
} from "#live/core/cluster/environment-settings.ts";
import { parseProperties } from "#live/core/cluster/properties.ts";
import { Secret } from "#live/core/cluster/secret.ts";

interface ConnectionFlags {
  /** host:port,… */
  readonly bootstrap?: string | undefined;
  /** A properties file of a Java client or of librdkafka. */
  readonly config?: string | undefined;
}

const CONFIG_NEXT = phrase`${setting("config")} must be a file such as client.properties, with one name=value per line.`;
const PEM_NEXT =
  "It must be a PEM text file. Relative paths start at the folder in which the command runs.";

/**
 * Reads the connection from flags, the environment and a file. Flags take precedence over the
 * environment, the environment over the file, and later lines over earlier ones.
 *
 * @throws UserErrors with everything that is wrong
 */
export function loadConnection(flags: ConnectionFlags, variables: Variables): ReadConnection {
  const environment = settingsFromEnvironment(variables);
  const { connection, notes } = readConnection(
    [...fromFile(flags.config), ...environment.settings, ...fromFlags(flags)],
    (path) => readTextFile(path, "the file", PEM_NEXT),
  );
  return { connection, notes: [...environment.notes, ...notes] };
}

function fromFile(path: string | undefined) {
  if (path === undefined) return [];
  return parseProperties(readTextFile(path, "the file", CONFIG_NEXT), path);
}

function fromFlags({ bootstrap }: ConnectionFlags) {
  if (bootstrap === undefined) return [];
  return [{ name: "bootstrap.servers", value: new Secret(bootstrap), where: setting("bootstrap") }];
}
