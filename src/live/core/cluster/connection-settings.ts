import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { bootstrapOf } from "./bootstrap.ts";
import type { Connection } from "./connection.ts";
import { saslOf } from "./sasl-settings.ts";
import { securityProtocolOf } from "./security-protocol.ts";
import { type ConnectionSetting, ConnectionSettings } from "./settings.ts";
import { type ReadFile, tlsOf } from "./tls-settings.ts";

export interface ReadConnection {
  readonly connection: Connection;
  /** One note per setting that looks misspelt. */
  readonly notes: readonly string[];
}

/**
 * Reads a connection from settings with the names that Java's client.properties or librdkafka uses.
 * Ignores other settings, such as acks and client.id.
 *
 * @param settings later ones take precedence
 * @param readFile reads the PEM files that the settings name
 * @throws UserErrors with all problems; none quotes a value that may be secret
 */
export function readConnection(
  settings: readonly ConnectionSetting[],
  readFile: ReadFile,
): ReadConnection {
  const all = new ConnectionSettings(settings);
  const errors: UserError[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push(error);
      return undefined;
    }
  };
  const protocol = attempt(() => securityProtocolOf(all));
  const bootstrap = attempt(() => bootstrapOf(all, protocol));
  const tls = protocol?.endsWith("SSL") ? attempt(() => tlsOf(all, readFile)) : undefined;
  const sasl = protocol?.startsWith("SASL") ? attempt(() => saslOf(all)) : undefined;
  if (errors.length > 0 || bootstrap === undefined) throw new UserErrors(errors);
  const rack = all.text("client.rack");
  return { connection: { bootstrap, tls, sasl, rack }, notes: all.notes };
}
