import { type Where, whereText } from "#core/errors/place.ts";
import { plainWords } from "#core/errors/plain-words.ts";
import { didYouMean } from "#core/text/did-you-mean.ts";
import { parseJaas } from "./jaas.ts";
import { Secret } from "./secret.ts";

/** A setting and where it was set. Any value may be a password, so it is hidden until it is used. */
export interface ConnectionSetting {
  readonly name: string;
  readonly value: Secret;
  /** A place in a file, a setting, or a variable's name. */
  readonly where: Where;
}

/** The settings of a connection: Java's names, and those that only librdkafka has. */
export const connectionSettings = [
  "bootstrap.servers",
  "client.rack",
  "security.protocol",
  "sasl.mechanism",
  "sasl.jaas.config",
  "sasl.username",
  "sasl.password",
  "sasl.login.callback.handler.class",
  "sasl.client.callback.handler.class",
  "sasl.oauthbearer.method",
  "sasl.oauthbearer.grant.type",
  "sasl.oauthbearer.metadata.authentication.type",
  "sasl.oauthbearer.config",
  "sasl.oauthbearer.token.endpoint.url",
  "sasl.oauthbearer.client.id",
  "sasl.oauthbearer.client.secret",
  "sasl.oauthbearer.scope",
  "sasl.oauthbearer.extensions",
  "ssl.truststore.type",
  "ssl.truststore.location",
  "ssl.truststore.certificates",
  "ssl.keystore.type",
  "ssl.keystore.location",
  "ssl.keystore.certificate.chain",
  "ssl.keystore.key",
  "ssl.key.password",
  "ssl.ca.location",
  "ssl.ca.pem",
  "ssl.certificate.location",
  "ssl.certificate.pem",
  "ssl.key.location",
  "ssl.key.pem",
  "ssl.endpoint.identification.algorithm",
  "enable.ssl.certificate.verification",
] as const;

export type SettingName = (typeof connectionSettings)[number];

/** Other names for the same settings. */
const ALIASES: Readonly<Record<string, SettingName>> = {
  "metadata.broker.list": "bootstrap.servers",
  "sasl.mechanisms": "sasl.mechanism",
  "sasl.oauthbearer.client.credentials.client.id": "sasl.oauthbearer.client.id",
  "sasl.oauthbearer.client.credentials.client.secret": "sasl.oauthbearer.client.secret",
};
const NAMES: readonly string[] = [...connectionSettings, ...Object.keys(ALIASES)];

/**
 * Settings of Java's clients (4.1) and of librdkafka (2.15) that we do not use, but that look like
 * misspelt names of those that we do.
 */
const OTHERS = [
  "bootstrap.controllers",
  "https.ca.location",
  "https.ca.pem",
  "sasl.login.class",
  "sasl.oauthbearer.assertion.file",
  "sasl.oauthbearer.expected.audience",
  "sasl.oauthbearer.expected.issuer",
  "sasl.oauthbearer.jwks.endpoint.refresh.ms",
  "sasl.oauthbearer.jwks.endpoint.url",
  "sasl.oauthbearer.scope.claim.name",
  "sasl.oauthbearer.sub.claim.name",
  "sasl.server.callback.handler.class",
  "security.providers",
  "ssl.ca.certificate.stores",
  "ssl.crl.location",
  "ssl.engine.location",
  "ssl.keymanager.algorithm",
  "ssl.keystore.password",
  "ssl.trustmanager.algorithm",
  "ssl.truststore.password",
];

/** Prefix of the settings made from SASL extensions, one for each. */
const EXTENSION = "sasl.oauthbearer.extension_";

const JAAS_OPTIONS: Readonly<Record<string, string>> = {
  username: "sasl.username",
  password: "sasl.password",
  clientId: "sasl.oauthbearer.client.id",
  clientSecret: "sasl.oauthbearer.client.secret",
  scope: "sasl.oauthbearer.scope",
};

/** Settings with aliases and multi-value settings resolved. */
export class ConnectionSettings {
  readonly #byName = new Map<string, ConnectionSetting>();
  /** Notes on unknown names that are probably misspelt. */
  readonly notes: readonly string[];

  /**
   * @param settings later ones take precedence, as in Java. Options in a sasl.jaas.config have its
   * precedence, so that a variable can replace only the password.
   */
  constructor(settings: readonly ConnectionSetting[]) {
    const renamed = settings.map((one) => ({ ...one, name: ALIASES[one.name] ?? one.name }));
    for (const one of renamed.flatMap(expand)) {
      // Deleted first, so that the map is in order of precedence.
      this.#byName.delete(one.name);
      this.#byName.set(one.name, one);
    }
    this.notes = settings.flatMap(noteOn);
  }

  get(name: SettingName): ConnectionSetting | undefined {
    return this.#byName.get(name);
  }

  /** The trimmed value; undefined if not set or empty. */
  text(name: SettingName): string | undefined {
    const text = this.get(name)?.value.reveal().trim();
    return text === "" ? undefined : text;
  }

  /** The one of these alternative settings that takes precedence. */
  pick(names: readonly SettingName[]): ConnectionSetting | undefined {
    const isOneOf = (name: string): name is SettingName => names.some((one) => one === name);
    const name = [...this.#byName.keys()].filter(isOneOf).findLast((one) => this.text(one));
    return name && this.get(name);
  }

  /** The first connection setting with this prefix. */
  first(prefix: string): ConnectionSetting | undefined {
    const name = connectionSettings.find((one) => one.startsWith(prefix) && this.get(one));
    return name && this.get(name);
  }

  /** SASL extensions by name. */
  extensions(): Record<string, string> {
    const found = [...this.#byName].filter(([name]) => name.startsWith(EXTENSION));
    return Object.fromEntries(
      found.map(([name, { value }]) => [name.slice(EXTENSION.length), value.reveal()]),
    );
  }
}

export function isConnectionSetting(name: string): boolean {
  return NAMES.includes(name);
}

/** Splits a setting that contains several into those. */
function expand(setting: ConnectionSetting): ConnectionSetting[] {
  const { name, value, where } = setting;
  if (name === "sasl.oauthbearer.extensions") {
    const pairs = value.reveal().split(",");
    return pairs.flatMap((pair) => {
      const [, key, text = ""] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(pair) ?? [];
      return key === undefined ? [] : [{ name: EXTENSION + key, value: new Secret(text), where }];
    });
  }
  if (name !== "sasl.jaas.config" || value.reveal().trim() === "") return [setting];
  return [setting, ...fromJaas(setting)];
}

function fromJaas({ value, where }: ConnectionSetting): ConnectionSetting[] {
  let options: ReadonlyMap<string, Secret>;
  try {
    ({ options } = parseJaas(value.reveal()));
  } catch {
    // Reported when the login is read, if there is one.
    return [];
  }
  return [...options].flatMap(([option, value]) => {
    if (option.startsWith("extension_")) {
      return [{ name: EXTENSION + option.slice("extension_".length), value, where }];
    }
    const name = JAAS_OPTIONS[option];
    return name === undefined ? [] : [{ name, value, where }];
  });
}

/** Does not quote the name: in a malformed line, it may be part of a password. */
function noteOn({ name, where }: ConnectionSetting): string[] {
  if (NAMES.includes(name) || OTHERS.includes(name)) return [];
  const guess = didYouMean(name, NAMES);
  return guess === "" ? [] : [`${whereText(where, plainWords)}: unknown setting, ignored${guess}`];
}
