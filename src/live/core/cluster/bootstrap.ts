import { phrase, setting } from "#core/errors/phrase.ts";
import type { Where } from "#core/errors/place.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import type { SecurityProtocol } from "./security-protocol.ts";
import { securityProtocols } from "./security-protocol.ts";
import type { ConnectionSettings } from "./settings.ts";

const EXAMPLE = "Write host:port, separated by commas: kafka-1.example:9092,kafka-2.example:9092.";
const MAX_PORT = 65_535;
const IPV6 = /^\[[0-9a-fA-F:.]+(?:%[\w.-]+)?\]$/;
/** Kafka's own rule (ClientUtils); Docker networks have names with underscores. */
const HOST = /^[\w.-]+$/;

/**
 * The bootstrap brokers as `host:port`. Accepts `SASL_SSL://host:port` too, if that is the security
 * protocol, or if the protocol is unknown because of another error.
 */
export function bootstrapOf(
  settings: ConnectionSettings,
  protocol: SecurityProtocol | undefined,
): string[] {
  const setting = settings.get("bootstrap.servers");
  const addresses = (setting?.value.reveal() ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  if (setting === undefined || addresses.length === 0) throw missingBroker(setting?.where);
  return [...new Set(addresses.map((address) => addressOf(address, protocol, setting.where)))];
}

function addressOf(address: string, protocol: SecurityProtocol | undefined, where: Where): string {
  const badAddress = (reason: string, next = EXAMPLE) =>
    new UserError({ what: `${subjectOf(address)} ${reason}`, where, next });
  if (address.includes("@")) {
    throw badAddress(
      "contains an @",
      "The user and password have their own settings: sasl.username and sasl.password.",
    );
  }
  const [, scheme, rest = ""] = /^(?:([^/]*):\/\/)?([\s\S]*)$/.exec(address) ?? [];
  if (scheme !== undefined) {
    const reason = whyWrongScheme(scheme, protocol);
    if (reason !== undefined) throw badAddress(reason.what, reason.next);
  }
  const [, host = "", port] = /^([\s\S]*?)(?::(\d*))?$/.exec(rest) ?? [];
  if (!IPV6.test(host) && !HOST.test(host)) throw badAddress(...whyInvalidHost(host));
  if (port === undefined || port === "") {
    throw badAddress("has no port", `Kafka's usual port is 9092: ${portHint(host)}`);
  }
  if (Number(port) < 1 || Number(port) > MAX_PORT) {
    throw badAddress(`has a port that is not between 1 and ${MAX_PORT}`);
  }
  return `${host}:${Number(port)}`;
}

function whyInvalidHost(host: string): [reason: string, next?: string] {
  if (/^[^:]*:[^:]*:/.test(host) || /^::|^\[/.test(host)) {
    return ["is not host:port", "Put an IPv6 address in brackets: [2001:db8::1]:9092."];
  }
  return host.includes(":") ? ["has a port that is not a number"] : ["has no valid host name"];
}

/** An address with an @ may contain a password. */
function subjectOf(address: string): string {
  return address.includes("@") ? "a broker address" : `the broker address "${clip(address, 80)}"`;
}

function portHint(host: string): string {
  return `${clip(host, 60)}:9092. ${EXAMPLE}`;
}

function whyWrongScheme(scheme: string, protocol: SecurityProtocol | undefined) {
  const named = securityProtocols.find((one) => one === scheme.toUpperCase());
  if (named !== undefined && (named === protocol || protocol === undefined)) return undefined;
  if (named === undefined) {
    return {
      what: `starts with "${clip(scheme, 20)}://", which is not a security protocol of Kafka`,
      next: EXAMPLE,
    };
  }
  return {
    what: `says ${named}, but security.protocol is ${protocol}`,
    next: `Set security.protocol to ${named}, or remove "${named}://".`,
  };
}

function missingBroker(where: Where | undefined): UserError {
  return new UserError({
    what: "no bootstrap server is set",
    where,
    next: phrase`Give ${setting("bootstrap", "host:port")}, set KAFKA_BOOTSTRAP_SERVERS, or set bootstrap.servers in the file of ${setting("config")}.`,
  });
}
