import { type Where, whereText } from "#core/errors/place.ts";
import { plainWords } from "#core/errors/plain-words.ts";
import { didYouMean } from "#core/text/did-you-mean.ts";
import { parseJaas } from "./jaas.ts";
import { Secret } from "./secret.ts";

/** What somebody set, and where. Any value may be a password: each is hidden until it is used. */
export interface Setting {
  readonly name: string;
  readonly value: Secret;
  /** A place in a file, a setting, or a variable's name. */
  readonly where: Where;
}

/** Settings that say how a cluster is reached: Java's names, and those that only librdkafka has. */
export const connectionSettings = [
  "bootstrap.servers",
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

/** Two names for one setting. */
const ALIASES: Readonly<Record<string, SettingName>> = {
  "metadata.broker.list": "bootstrap.servers",
  "sasl.mechanisms": "sasl.mechanism",
  "sasl.oauthbearer.client.credentials.client.id": "sasl.oauthbearer.client.id",
  "sasl.oauthbearer.client.credentials.client.secret": "sasl.oauthbearer.client.secret",
};
const NAMES: readonly string[] = [...connectionSettings, ...Object.keys(ALIASES)];

/**
 * Settings of Java's clients (4.1) and of librdkafka (2.15) that are not ours, though they look like a
 * misspelt one of ours.
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

/** What jaas options and an extension list become: one setting for each extension. */
const EXTENSION = "sasl.oauthbearer.extension_";

const JAAS_OPTIONS: Readonly<Record<string, string>> = {
  username: "sasl.username",
  password: "sasl.password",
  clientId: "sasl.oauthbearer.client.id",
  clientSecret: "sasl.oauthbearer.client.secret",
  scope: "sasl.oauthbearer.scope",
};

/** Settings under one name each. */
export class Settings {
  readonly #byName = new Map<string, Setting>();
  /** Names that are none, but look like one: worth a word, no reason to stop. */
  readonly notes: readonly string[];

  /**
   * @param settings the least important first: the last of a name counts, as in Java. What a jaas
   * line says has the rank of that line, so that one variable can replace the password alone.
   */
  constructor(settings: readonly Setting[]) {
    const own = settings.map((one) => ({ ...one, name: ALIASES[one.name] ?? one.name }));
    for (const one of own.flatMap(expand)) {
      // Set anew, so that the map's order is that of importance.
      this.#byName.delete(one.name);
      this.#byName.set(one.name, one);
    }
    this.notes = settings.flatMap(noteOn);
  }

  get(name: SettingName): Setting | undefined {
    return this.#byName.get(name);
  }

  /** The value without spaces around it; undefined where there is none. */
  text(name: SettingName): string | undefined {
    const text = this.get(name)?.value.reveal().trim();
    return text === "" ? undefined : text;
  }

  /** Of settings that say the same in different ways, the most important that is there. */
  pick(names: readonly SettingName[]): Setting | undefined {
    const isMeant = (name: string): name is SettingName => names.some((one) => one === name);
    const name = [...this.#byName.keys()].filter(isMeant).findLast((one) => this.text(one));
    return name && this.get(name);
  }

  /** The first setting of this connection whose name begins so. */
  first(beginning: string): Setting | undefined {
    const name = connectionSettings.find((one) => one.startsWith(beginning) && this.get(one));
    return name && this.get(name);
  }

  /** SASL extensions by their names. */
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

/** A line that holds several settings, as those. */
function expand(setting: Setting): Setting[] {
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

function fromJaas({ value, where }: Setting): Setting[] {
  let options: ReadonlyMap<string, Secret>;
  try {
    ({ options } = parseJaas(value.reveal()));
  } catch {
    // Said where the login is made, if there is one.
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

/** The name itself is not quoted: of a line that is broken, it may be a part of a password. */
function noteOn({ name, where }: Setting): string[] {
  if (NAMES.includes(name) || OTHERS.includes(name)) return [];
  const guess = didYouMean(name, NAMES);
  return guess === ""
    ? []
    : [`${whereText(where, plainWords)}: an unknown setting is ignored${guess}`];
}
