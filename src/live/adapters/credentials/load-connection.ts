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
  /** A file, as Java's clients or librdkafka's have it. */
  readonly config?: string | undefined;
}

const CONFIG_NEXT = phrase`${setting("config")} must be a file such as client.properties, with a name=value a line.`;
const PEM_NEXT =
  "It must be a text file in PEM; relative paths begin at the folder in which the command runs.";

/**
 * The connection that flags, the environment and a file describe. What is said twice: flags are more
 * important than the environment, the environment more than the file, a later line more than an
 * earlier one.
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
