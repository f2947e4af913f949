import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { bootstrapOf } from "./bootstrap.ts";
import type { Connection } from "./connection.ts";
import { saslOf } from "./sasl-settings.ts";
import { securityProtocolOf } from "./security-protocol.ts";
import { type Setting, Settings } from "./settings.ts";
import { type ReadFile, tlsOf } from "./tls-settings.ts";

export interface ReadConnection {
  readonly connection: Connection;
  /** Settings that look misspelt, a line each. */
  readonly notes: readonly string[];
}

/**
 * A connection out of settings by the names of Java's client.properties or of librdkafka. Names that
 * have nothing to do with a connection are ignored: such files hold acks and client.id too.
 *
 * @param settings the least important first
 * @param readFile reads the PEM files that settings name
 * @throws UserErrors with every problem; none quotes a value that may be secret
 */
export function readConnection(settings: readonly Setting[], readFile: ReadFile): ReadConnection {
  const own = new Settings(settings);
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
  const protocol = attempt(() => securityProtocolOf(own));
  const bootstrap = attempt(() => bootstrapOf(own, protocol));
  const tls = protocol?.endsWith("SSL") ? attempt(() => tlsOf(own, readFile)) : undefined;
  const sasl = protocol?.startsWith("SASL") ? attempt(() => saslOf(own)) : undefined;
  if (errors.length > 0 || bootstrap === undefined) throw new UserErrors(errors);
  return { connection: { bootstrap, tls, sasl }, notes: own.notes };
}
