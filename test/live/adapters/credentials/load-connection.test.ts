import { join } from "node:path";
import { expect, it } from "vitest";
import { loadConnection } from "#live/adapters/credentials/load-connection.ts";
import { folder } from "../../../e2e/cli.ts";
import { expectHidden, thrownBy } from "../../../support/secrets.ts";

const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const inFile = (text: string, more: Record<string, string | Uint8Array> = {}) =>
  join(folder({ "client.properties": text, ...more }), "client.properties");
const sasl =
  'security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=x.PlainLoginModule required username="file" password="s3cr3t";';

it("takes flags before the environment before the file", () => {
  const config = inFile(`bootstrap.servers=file:1\n${sasl}`);
  const bootstrapOf = (bootstrap: string | undefined, variables: Record<string, string>) =>
    loadConnection({ bootstrap, config }, variables).connection.bootstrap;
  expect(bootstrapOf(undefined, {})).toEqual(["file:1"]);
  expect(bootstrapOf(undefined, { KAFKA_BOOTSTRAP_SERVERS: "env:1" })).toEqual(["env:1"]);
  expect(bootstrapOf("flag:1", { KAFKA_BOOTSTRAP_SERVERS: "env:1" })).toEqual(["flag:1"]);
});

it("replaces a part of what a jaas line says by a variable", () => {
  const config = inFile(`bootstrap.servers=file:1\n${sasl}`);
  const { connection } = loadConnection({ config }, { KAFKA_SASL_PASSWORD: "other" });
  expect(connection.sasl).toMatchObject({ mechanism: "PLAIN", username: "file" });
  expect(connection.sasl?.mechanism === "PLAIN" && connection.sasl.password.reveal()).toBe("other");
});

it("takes another mechanism and login than the file's jaas line has", () => {
  const variables = {
    KAFKA_SASL_MECHANISM: "SCRAM-SHA-512",
    KAFKA_SASL_USERNAME: "env",
    KAFKA_SASL_PASSWORD: "other",
  };
  const { connection } = loadConnection({ bootstrap: "a:1", config: inFile(sasl) }, variables);
  expect(connection.sasl).toMatchObject({ mechanism: "SCRAM-SHA-512", username: "env" });
});

it("takes a certificate of the environment before the file's other way to name one", () => {
  const config = inFile("security.protocol=SSL\nssl.ca.location=/nonexistent");
  const variables = { KAFKA_SSL_TRUSTSTORE_CERTIFICATES: PEM };
  const { connection } = loadConnection({ bootstrap: "a:1", config }, variables);
  expect(connection.tls?.ca).toBe(PEM);
});

it("takes it so too where the file names one in both ways", () => {
  const config = inFile(
    `security.protocol=SSL\nssl.ca.location=/nonexistent\nssl.truststore.certificates=${PEM.replaceAll("\n", " ")}`,
    { "ca.pem": PEM.replace("MIIB", "MIIC") },
  );
  const variables = { KAFKA_SSL_CA_LOCATION: config.replace("client.properties", "ca.pem") };
  const { connection } = loadConnection({ bootstrap: "a:1", config }, variables);
  expect(connection.tls?.ca).toContain("MIIC");
});

it("reads PEM files", () => {
  const config = inFile("", { "ca.pem": PEM });
  const variables = {
    KAFKA_SECURITY_PROTOCOL: "SSL",
    KAFKA_SSL_CA_LOCATION: config.replace("client.properties", "ca.pem"),
  };
  expect(loadConnection({ bootstrap: "a:1", config }, variables).connection.tls?.ca).toBe(PEM);
});

it("tells of files that are not there or not text", () => {
  const config = inFile(
    "bootstrap.servers=a:1\nsecurity.protocol=SSL\nssl.ca.location=/nonexistent/ca",
  );
  const [absent] = thrownBy(() => loadConnection({ config }, {}));
  expect(absent?.message).toBe(
    `${config}:3:1: ssl.ca.location: the file /nonexistent/ca does not exist`,
  );
  const der = inFile("", { "ca.der": new Uint8Array([0x30, 0x82, 0xff, 0xfe]) });
  const location = der.replace("client.properties", "ca.der");
  const variables = { KAFKA_SECURITY_PROTOCOL: "SSL", KAFKA_SSL_CA_LOCATION: location };
  const [binary] = thrownBy(() => loadConnection({ bootstrap: "a:1" }, variables));
  expect(binary?.message).toBe(
    `KAFKA_SSL_CA_LOCATION: ssl.ca.location: ${location}: the file is not UTF-8 text`,
  );
  const [none] = thrownBy(() => loadConnection({ config: "/nonexistent/c" }, {}));
  expect(none?.message).toBe("the file /nonexistent/c does not exist");
});

it("says how to name a broker where nobody did", () => {
  const [error] = thrownBy(() => loadConnection({}, {}));
  expect(error?.parts).toMatchObject({ what: "no bootstrap server is set" });
  expect(error?.parts.next).toContain("the bootstrap servers host:port");
});

it("shows no secret of a file or variable", () => {
  const config = inFile(`bootstrap.servers=a:1\n${sasl}\nsasl.pasword=s3cr3t`);
  const variables = { KAFKA_SSL_KEY_PASSWORD: "s3cr3t" };
  expectHidden(loadConnection({ config }, variables), ["s3cr3t"]);
});
