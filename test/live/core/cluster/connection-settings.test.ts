import { describe, expect, it } from "vitest";
import { connect, plain, read, SECRETS } from "../../../support/client-properties.ts";
import { expectHidden, thrownBy } from "../../../support/secrets.ts";

describe("the security protocol", () => {
  it.each([
    ["", {}],
    ["security.protocol=PLAINTEXT", {}],
    ["security.protocol=Ssl", { tls: { verifyHost: true } }],
  ])("%s", (line, expected) => {
    expect(connect(line, "acks=all", "client.id=s3cr3t")).toEqual({
      bootstrap: ["b:1"],
      ...expected,
    });
  });

  it.each([
    [["security.protocol=SASL_SLL"], 'is unknown; did you mean "SASL_SSL"?'],
    [["security.protocol=s3cr3t"], "security.protocol is unknown"],
    [plain, "sasl.mechanism is set, but security.protocol is not"],
    [["ssl.ca.location=ca.pem"], "ssl.ca.location is set, but security.protocol is not"],
  ])("is refused: %j", (lines, what) => {
    const errors = thrownBy(() => connect(...lines));
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(what)]);
    for (const error of errors) expectHidden(error, SECRETS);
  });
});

it("says everything that is wrong at once", () => {
  const lines = ["bootstrap.servers=b", "security.protocol=SASL_SSL", "ssl.ca.location=absent.pem"];
  expect(thrownBy(() => read(...lines)).map(({ parts }) => parts.where)).toEqual([
    "c.properties:1:1",
    "c.properties:3:1",
    "c.properties:2:1",
  ]);
});

describe("names", () => {
  it.each([
    [
      "sasl.mechanisim=PLAIN",
      'c.properties:2:1: unknown setting, ignored; did you mean "sasl.mechanism"?',
    ],
    [
      "  bootstrap.server=s3cr3t",
      'c.properties:2:3: unknown setting, ignored; did you mean "bootstrap.servers"?',
    ],
  ])("that look misspelt get a word: %s", (line, note) => {
    expect(read("bootstrap.servers=b:1", line).notes).toEqual([note]);
  });

  it.each([
    "acks",
    "client.id",
    "ssl.protocol",
    "ssl.provider",
    "ssl.providers",
    "ssl.engine.id",
    "ssl.keystore.password",
    "ssl.truststore.password",
    "ssl.crl.location",
    "ssl.cipher.suites",
    "ssl.enabled.protocols",
    "ssl.keymanager.algorithm",
    "ssl.secure.random.implementation",
    "ssl.engine.factory.class",
    "sasl.kerberos.service.name",
    "sasl.kerberos.principal",
    "sasl.login.class",
    "sasl.login.connect.timeout.ms",
    "sasl.oauthbearer.jwks.endpoint.url",
    "sasl.oauthbearer.expected.audience",
    "security.providers",
    "enable.idempotence",
    "group.id",
    "ssl.ca.certificate.stores",
    "https.ca.location",
    "https.ca.pem",
    "ssl.curves.list",
  ])("of other settings are passed over: %s", (name) => {
    expect(read("bootstrap.servers=b:1", `${name}=s3cr3t`).notes).toEqual([]);
  });

  it("of a broken line are not quoted", () => {
    const { notes } = read("bootstrap.servers=b:1", "sasl.passwordd3c=x", 's3cr3t"; x');
    expectHidden(notes, [...SECRETS, "sasl.passwordd3c"]);
  });
});
