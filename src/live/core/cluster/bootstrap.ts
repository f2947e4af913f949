import { phrase, setting } from "#core/errors/phrase.ts";
import type { Where } from "#core/errors/place.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import type { SecurityProtocol } from "./security-protocol.ts";
import { securityProtocols } from "./security-protocol.ts";
import type { Settings } from "./settings.ts";

const EXAMPLE =
  "Write host:port, with commas between several: kafka-1.example:9092,kafka-2.example:9092.";
const MAX_PORT = 65_535;
const IPV6 = /^\[[0-9a-fA-F:.]+(?:%[\w.-]+)?\]$/;
/** Kafka's own rule (ClientUtils): names with underscores are in use inside of Docker networks. */
const HOST = /^[\w.-]+$/;

/**
 * The brokers to ask first, as `host:port`. `SASL_SSL://host:port` is taken too, where that is the
 * security protocol, or where that one is not known for an error of its own.
 */
export function bootstrapOf(settings: Settings, protocol: SecurityProtocol | undefined): string[] {
  const setting = settings.get("bootstrap.servers");
  const addresses = (setting?.value.reveal() ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  if (setting === undefined || addresses.length === 0) throw noBroker(setting?.where);
  return [...new Set(addresses.map((address) => addressOf(address, protocol, setting.where)))];
}

function addressOf(address: string, protocol: SecurityProtocol | undefined, where: Where): string {
  const bad = (reason: string, next = EXAMPLE) =>
    new UserError({ what: `${subjectOf(address)} ${reason}`, where, next });
  if (address.includes("@")) {
    throw bad(
      "has an @",
      "User and password are settings of their own: sasl.username and sasl.password.",
    );
  }
  const [, scheme, rest = ""] = /^(?:([^/]*):\/\/)?([\s\S]*)$/.exec(address) ?? [];
  if (scheme !== undefined) {
    const reason = whyWrongScheme(scheme, protocol);
    if (reason !== undefined) throw bad(reason.what, reason.next);
  }
  const [, host = "", port] = /^([\s\S]*?)(?::(\d*))?$/.exec(rest) ?? [];
  if (!IPV6.test(host) && !HOST.test(host)) throw bad(...whyNoHost(host));
  if (port === undefined || port === "") {
    throw bad("has no port", `Kafka's usual port is 9092: ${portHint(host)}`);
  }
  if (Number(port) < 1 || Number(port) > MAX_PORT) {
    throw bad(`has a port that is not from 1 to ${MAX_PORT}`);
  }
  return `${host}:${Number(port)}`;
}

function whyNoHost(host: string): [reason: string, next?: string] {
  if (/^[^:]*:[^:]*:/.test(host) || /^::|^\[/.test(host)) {
    return ["is no host:port", "Put an IPv6 address in brackets: [2001:db8::1]:9092."];
  }
  return host.includes(":") ? ["has a port that is no number"] : ["has no valid host name"];
}

/** An address with an @ may hold a password. */
function subjectOf(address: string): string {
  return address.includes("@")
    ? "a broker's address"
    : `the broker's address "${clip(address, 80)}"`;
}

function portHint(host: string): string {
  return `${clip(host, 60)}:9092. ${EXAMPLE}`;
}

function whyWrongScheme(scheme: string, protocol: SecurityProtocol | undefined) {
  const named = securityProtocols.find((one) => one === scheme.toUpperCase());
  if (named !== undefined && (named === protocol || protocol === undefined)) return undefined;
  if (named === undefined) {
    return {
      what: `begins with "${clip(scheme, 20)}://", which is no protocol of Kafka`,
      next: EXAMPLE,
    };
  }
  return {
    what: `says ${named}, but security.protocol is ${protocol}`,
    next: `Set security.protocol to ${named}, or take "${named}://" away.`,
  };
}

function noBroker(where: Where | undefined): UserError {
  return new UserError({
    what: "no broker is named",
    where,
    next: phrase`Give ${setting("bootstrap", "host:port")}, set KAFKA_BOOTSTRAP_SERVERS, or write bootstrap.servers into the file of ${setting("config")}.`,
  });
}
