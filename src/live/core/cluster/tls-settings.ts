import { phrase } from "#core/errors/phrase.ts";
import type { Where } from "#core/errors/place.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import type { Tls } from "./connection.ts";
import { type Pem, readPem } from "./pem.ts";
import { Secret } from "./secret.ts";
import type { ConnectionSetting, ConnectionSettings, SettingName } from "./settings.ts";

/** Reads a file that a setting names. @throws UserError */
export type ReadFile = (path: string) => string;

const CA = [
  "ssl.ca.pem",
  "ssl.ca.location",
  "ssl.truststore.certificates",
  "ssl.truststore.location",
] as const;
const CERTIFICATE = [
  "ssl.certificate.pem",
  "ssl.certificate.location",
  "ssl.keystore.certificate.chain",
  "ssl.keystore.location",
] as const;
const KEY = [
  "ssl.key.pem",
  "ssl.key.location",
  "ssl.keystore.key",
  "ssl.keystore.location",
] as const;

/** @throws UserError for files that are not PEM, and if verification is turned off */
export function tlsOf(settings: ConnectionSettings, readFile: ReadFile): Tls {
  refuseNoVerification(settings);
  const ca = certificatesOf(pemOf(settings, CA, readFile));
  return { ca, ...clientOf(settings, readFile), verifyHost: verifiesHost(settings) };
}

/** The client's certificate and key, from one file or two. */
function clientOf(
  settings: ConnectionSettings,
  readFile: ReadFile,
): Omit<Tls, "ca" | "verifyHost"> {
  const chain = pemOf(settings, CERTIFICATE, readFile);
  const keyPart = pemOf(settings, KEY, readFile);
  const certificate = certificatesOf(chain);
  const key = keyOf(keyPart);
  if (certificate === undefined && key === undefined) return {};
  const { where } = (chain ?? keyPart)?.setting ?? {};
  if (certificate === undefined) {
    throw missingCounterpart("a private key", "its certificate", "ssl.certificate.location", where);
  }
  if (key === undefined) {
    throw missingCounterpart("a certificate", "its private key", "ssl.key.location", where);
  }
  const keyPassword = settings.get("ssl.key.password")?.value;
  if (keyPart?.pem.keyIsEncrypted && keyPassword === undefined) {
    throw new UserError({
      what: "the private key is encrypted, but ssl.key.password is missing",
      where: keyPart.setting.where,
      next: "Set ssl.key.password, or KAFKA_SSL_KEY_PASSWORD in the environment.",
    });
  }
  return { certificate, key, keyPassword };
}

interface Part {
  readonly pem: Pem;
  readonly setting: ConnectionSetting;
}

const STORES: readonly Store[] = [
  {
    location: "ssl.truststore.location",
    type: "ssl.truststore.type",
    howTo:
      "for JKS, `keytool -exportcert -rfc -keystore FILE -alias ALIAS -file ca.pem`; for PKCS12, `openssl pkcs12 -in FILE -nokeys -out ca.pem`",
  },
  {
    location: "ssl.keystore.location",
    type: "ssl.keystore.type",
    howTo:
      "for JKS, first `keytool -importkeystore -srckeystore FILE -destkeystore client.p12 -deststoretype PKCS12`; for PKCS12, `openssl pkcs12 -in FILE -out client.pem` (the password it asks for is ssl.key.password)",
  },
];

/** The value of the setting that takes precedence, or of the file that it names. */
function pemOf(
  settings: ConnectionSettings,
  names: readonly SettingName[],
  readFile: ReadFile,
): Part | undefined {
  const setting = settings.pick(names);
  if (setting === undefined) return undefined;
  const text = setting.value.reveal().trim();
  if (!setting.name.endsWith(".location")) return { pem: readPem(text), setting };
  // In librdkafka, this means the system's certificates.
  if (text === "probe") return undefined;
  const store = STORES.find(({ location }) => location === setting.name);
  if (store !== undefined && settings.text(store.type)?.toUpperCase() !== "PEM") {
    throw notPem(store, setting.where);
  }
  return { pem: readPem(readAt(setting, text, readFile)), setting };
}

function readAt({ name, where }: ConnectionSetting, path: string, readFile: ReadFile): string {
  try {
    return readFile(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { what, next } = error.details;
    const { where: place } = error.parts;
    const subject = place === undefined ? what : phrase`${clip(place, 200)}: ${what}`;
    throw new UserError({ what: phrase`${name}: ${subject}`, where, next });
  }
}

function certificatesOf(part: Part | undefined): string | undefined {
  if (part === undefined || part.pem.certificates !== undefined) return part?.pem.certificates;
  throw noBlock(part.setting, "certificate", "-----BEGIN CERTIFICATE-----");
}

function keyOf(part: Part | undefined): Secret | undefined {
  if (part === undefined) return undefined;
  if (part.pem.key !== undefined) return new Secret(part.pem.key);
  throw noBlock(part.setting, "private key", "-----BEGIN PRIVATE KEY-----");
}

function verifiesHost(settings: ConnectionSettings): boolean {
  const setting = settings.get("ssl.endpoint.identification.algorithm");
  const text = setting?.value.reveal().trim().toLowerCase() ?? "https";
  if (text === "https") return true;
  if (text === "" || text === "none") return false;
  throw new UserError({
    what: "ssl.endpoint.identification.algorithm is neither https nor none",
    where: setting?.where,
    next: "Leave it out to check the broker's name against its certificate; none (or an empty value) turns that off.",
  });
}

/** Without verification, anyone in between could receive the password. */
function refuseNoVerification(settings: ConnectionSettings): void {
  const text = settings.text("enable.ssl.certificate.verification")?.toLowerCase();
  if (text === undefined || ["true", "1", "t"].includes(text)) return;
  throw new UserError({
    what: "enable.ssl.certificate.verification is turned off, which would expose your login to anyone in between",
    where: settings.get("enable.ssl.certificate.verification")?.where,
    next: "Remove it and trust the brokers' CA: ssl.ca.location=ca.pem. `openssl s_client -connect HOST:PORT -showcerts` shows the certificates.",
  });
}

interface Store {
  readonly location: SettingName;
  readonly type: SettingName;
  readonly howTo: string;
}

function notPem({ location, type, howTo }: Store, where: Where): UserError {
  return new UserError({
    what: `${location} is a Java key store (${type} is not PEM), which only Java can read`,
    where,
    next: `Convert it to PEM: ${howTo}. Then set ${location} to that file and ${type}=PEM.`,
  });
}

function noBlock({ name, where }: ConnectionSetting, kind: string, begin: string): UserError {
  return new UserError({
    what: `${name} contains no PEM ${kind}`,
    where,
    next: `PEM is text with "${begin}". \`openssl x509 -inform der -in FILE\` converts a binary certificate.`,
  });
}

function missingCounterpart(one: string, other: string, name: string, where?: Where): UserError {
  return new UserError({
    what: `${one} is set, but not ${other}`,
    where,
    next: `A client certificate needs both: set ${name} too.`,
  });
}
