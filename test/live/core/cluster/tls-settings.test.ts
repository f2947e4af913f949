import { describe, expect, it } from "vitest";
import { CERTIFICATE, connect, KEY, SECRETS } from "../../../support/client-properties.ts";
import { expectHidden, thrownBy } from "../../../support/secrets.ts";

describe("certificates", () => {
  const secure = (...lines: string[]) => connect("security.protocol=SSL", ...lines).tls;
  const inline = (pem: string) => pem.trim().replaceAll("\n", " ");

  it.each([
    [["ssl.ca.location=ca.pem"]],
    [[`ssl.ca.pem=${inline(CERTIFICATE)}`]],
    [[`ssl.ca.pem=${CERTIFICATE.replaceAll("\n", "\\n")}`]],
    [[`ssl.ca.pem=${CERTIFICATE.replaceAll("\n", "\\\\n")}`]],
    [["ssl.truststore.type=pem", "ssl.truststore.location=ca.pem"]],
    [["ssl.truststore.type=PEM", `ssl.truststore.certificates=${inline(CERTIFICATE)}`]],
  ])("of a CA: %j", (lines) => {
    expect(secure(...lines)).toEqual({ ca: CERTIFICATE, verifyHost: true });
  });

  it.each([
    [["ssl.keystore.type=PEM", "ssl.keystore.location=client.pem"]],
    [
      [
        "ssl.keystore.type=PEM",
        `ssl.keystore.certificate.chain=${inline(CERTIFICATE + CERTIFICATE)}`,
        `ssl.keystore.key=${inline(KEY)}`,
      ],
    ],
    [["ssl.certificate.location=client.pem", "ssl.key.location=key.pem"]],
    [[`ssl.certificate.pem=${inline(CERTIFICATE + CERTIFICATE)}`, `ssl.key.pem=${inline(KEY)}`]],
  ])("of the client: %j", (lines) => {
    const tls = secure(...lines, "ssl.key.password=s3cr3t");
    expect(tls?.certificate).toBe(CERTIFICATE + CERTIFICATE);
    expect(tls?.key?.reveal()).toBe(KEY);
    expect(tls?.keyPassword?.reveal()).toBe("s3cr3t");
    expectHidden(tls, SECRETS);
  });

  it.each([
    ["ssl.endpoint.identification.algorithm=", false],
    ["ssl.endpoint.identification.algorithm=none", false],
    ["ssl.endpoint.identification.algorithm=HTTPS", true],
    ["enable.ssl.certificate.verification=true", true],
    ["ssl.ca.location=probe", true],
  ])("checks of the name: %s", (line, verifyHost) => {
    expect(secure(line)).toEqual({ verifyHost });
  });

  it.each([
    [
      ["ssl.truststore.location=t.jks"],
      3,
      "ssl.truststore.location is a Java key store",
      "keytool -exportcert -rfc",
    ],
    [
      ["ssl.truststore.location=t.p12", "ssl.truststore.type=PKCS12"],
      3,
      "is a Java key store",
      "openssl pkcs12",
    ],
    [
      ["ssl.keystore.location=t.jks", "ssl.keystore.password=s3cr3t"],
      3,
      "ssl.keystore.location is a Java key store",
      "-deststoretype PKCS12",
    ],
    [["ssl.ca.location=absent.pem"], 3, "ssl.ca.location: the file absent.pem does not exist", ""],
    [
      ["ssl.ca.location=empty.pem"],
      3,
      "ssl.ca.location contains no PEM certificate",
      "openssl x509",
    ],
    [
      ["ssl.certificate.location=ca.pem"],
      3,
      "a certificate is set, but not its private key",
      "ssl.key.location",
    ],
    [
      ["ssl.key.location=key.pem"],
      3,
      "a private key is set, but not its certificate",
      "ssl.certificate.location",
    ],
    [
      ["ssl.certificate.location=ca.pem", "ssl.key.location=ca.pem"],
      4,
      "ssl.key.location contains no PEM private key",
      "",
    ],
    [
      ["ssl.certificate.location=ca.pem", "ssl.key.location=encrypted.pem"],
      4,
      "the private key is encrypted, but ssl.key.password is missing",
      "KAFKA_SSL_KEY_PASSWORD",
    ],
    [["ssl.endpoint.identification.algorithm=ldap"], 3, "neither https nor none", ""],
    [["enable.ssl.certificate.verification=false"], 3, "is turned off", "ssl.ca.location=ca.pem"],
  ])("are refused: %j", (lines, line, what, next) => {
    const errors = thrownBy(() => secure(...lines));
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(what)]);
    expect(errors[0]?.parts.where).toBe(`c.properties:${line}:1`);
    expect(errors[0]?.parts.next ?? "").toContain(next);
    for (const error of errors) expectHidden(error, SECRETS);
  });
});
