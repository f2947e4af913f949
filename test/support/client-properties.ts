import { UserError } from "#core/errors/user-error.ts";
import { readConnection } from "#live/core/cluster/connection-settings.ts";
import { parseProperties } from "#live/core/cluster/properties.ts";

/*
 * A client.properties as lines, and the PEM files that it may name.
 */

export const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
export const KEY = "-----BEGIN PRIVATE KEY-----\nTUlJRVNlY3JldA==\n-----END PRIVATE KEY-----\n";
const ENCRYPTED = KEY.replaceAll("PRIVATE", "ENCRYPTED PRIVATE");
export const SECRETS = ["s3cr3t", "TUlJRVNlY3JldA"];

const files: Readonly<Record<string, string>> = {
  "ca.pem": CERTIFICATE,
  "client.pem": `Bag Attributes\n${KEY}\n${CERTIFICATE}${CERTIFICATE}`,
  "key.pem": KEY,
  "encrypted.pem": ENCRYPTED,
  "empty.pem": "s3cr3t",
};

function readFile(path: string): string {
  const text = files[path];
  if (text === undefined) throw new UserError({ what: `the file ${path} does not exist` });
  return text;
}

export const read = (...lines: string[]) =>
  readConnection(parseProperties(lines.join("\n"), "c.properties"), readFile);
export const connect = (...lines: string[]) => read("bootstrap.servers=b:1", ...lines).connection;
export const plain = ["sasl.mechanism=PLAIN", "sasl.username=me", "sasl.password=s3cr3t"];
export const jaas = (module: string, options: string) =>
  `sasl.jaas.config=org.apache.kafka.common.security.x.${module} required ${options};`;
