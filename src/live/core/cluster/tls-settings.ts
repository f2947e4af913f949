import { phrase } from "#core/errors/phrase.ts";
import type { Where } from "#core/errors/place.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import type { Tls } from "./connection.ts";
import { type Pem, readPem } from "./pem.ts";
import { Secret } from "./secret.ts";
import type { Setting, SettingName, Settings } from "./settings.ts";

/** The text of a file that a setting names. @throws UserError */
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

/** @throws UserError for files that are not PEM, and for checks turned off */
export function tlsOf(settings: Settings, readFile: ReadFile): Tls {
  refuseNoVerification(settings);
  const ca = certificatesOf(pemOf(settings, CA, readFile));
  return { ca, ...clientOf(settings, readFile), verifyHost: verifiesHost(settings) };
}

/** The client's own certificate and key: from one file, or from two. */
function clientOf(settings: Settings, readFile: ReadFile): Omit<Tls, "ca" | "verifyHost"> {
  const chain = pemOf(settings, CERTIFICATE, readFile);
  const keyPart = pemOf(settings, KEY, readFile);
  const certificate = certificatesOf(chain);
  const key = keyOf(keyPart);
  if (certificate === undefined && key === undefined) return {};
  const { where } = (chain ?? keyPart)?.setting ?? {};
  if (certificate === undefined) {
    throw lonely("a key", "its certificate", "ssl.certificate.location", where);
  }
  if (key === undefined) {
    throw lonely("a certificate", "its private key", "ssl.key.location", where);
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
  readonly setting: Setting;
}

const STORES: readonly Store[] = [
  {
    location: "ssl.truststore.location",
    type: "ssl.truststore.type",
    howTo:
      "of JKS, `keytool -exportcert -rfc -keystore FILE -alias ALIAS -file ca.pem`; of PKCS12, `openssl pkcs12 -in FILE -nokeys -out ca.pem`",
  },
  {
    location: "ssl.keystore.location",
    type: "ssl.keystore.type",
    howTo:
      "of JKS, first `keytool -importkeystore -srckeystore FILE -destkeystore client.p12 -deststoretype PKCS12`; of PKCS12, `openssl pkcs12 -in FILE -out client.pem` (the password it asks for is ssl.key.password)",
  },
];

/** What the most important of these settings holds, or the file that it names. */
function pemOf(
  settings: Settings,
  names: readonly SettingName[],
  readFile: ReadFile,
): Part | undefined {
  const setting = settings.pick(names);
  if (setting === undefined) return undefined;
  const text = setting.value.reveal().trim();
  if (!setting.name.endsWith(".location")) return { pem: readPem(text), setting };
  // librdkafka's word for the certificates of the system.
  if (text === "probe") return undefined;
  const store = STORES.find(({ location }) => location === setting.name);
  if (store !== undefined && settings.text(store.type)?.toUpperCase() !== "PEM") {
    throw notPem(store, setting.where);
  }
  return { pem: readPem(readAt(setting, text, readFile)), setting };
}

function readAt({ name, where }: Setting, path: string, readFile: ReadFile): string {
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

function verifiesHost(settings: Settings): boolean {
  const setting = settings.get("ssl.endpoint.identification.algorithm");
  const text = setting?.value.reveal().trim().toLowerCase() ?? "https";
  if (text === "https") return true;
  if (text === "" || text === "none") return false;
  throw new UserError({
    what: "ssl.endpoint.identification.algorithm is neither https nor none",
    where: setting?.where,
    next: "Leave it out, so that the broker's name is compared with its certificate; none (or nothing) turns that off.",
  });
}

/** Without it anybody on the way could be given the password. */
function refuseNoVerification(settings: Settings): void {
  const text = settings.text("enable.ssl.certificate.verification")?.toLowerCase();
  if (text === undefined || ["true", "1", "t"].includes(text)) return;
  throw new UserError({
    what: "enable.ssl.certificate.verification is turned off, which would hand your login to anybody in between",
    where: settings.get("enable.ssl.certificate.verification")?.where,
    next: "Take it out and trust the brokers' CA: ssl.ca.location=ca.pem. `openssl s_client -connect HOST:PORT -showcerts` shows the certificates.",
  });
}

interface Store {
  readonly location: SettingName;
  readonly type: SettingName;
  readonly howTo: string;
}

function notPem({ location, type, howTo }: Store, where: Where): UserError {
  return new UserError({
    what: `${location} names a Java key store (${type} is not PEM), which only Java can read`,
    where,
    next: `Make PEM of it: ${howTo}. Then name that file with ${location} and set ${type}=PEM.`,
  });
}

function noBlock({ name, where }: Setting, kind: string, begin: string): UserError {
  return new UserError({
    what: `${name} holds no ${kind} in PEM`,
    where,
    next: `PEM is text with "${begin}". \`openssl x509 -inform der -in FILE\` makes it of a binary certificate.`,
  });
}

function lonely(one: string, other: string, name: string, where?: Where): UserError {
  return new UserError({
    what: `there is ${one}, but not ${other}`,
    where,
    next: `A client that shows a certificate needs both: set ${name} too.`,
  });
}
