import { describe, expect, it } from "vitest";
import { connect, jaas, plain, SECRETS } from "../../../support/client-properties.ts";
import { expectHidden, thrownBy } from "../../../support/secrets.ts";

describe("a login", () => {
  it.each([
    [
      "Java's names",
      ["sasl.mechanism=PLAIN", jaas("PlainLoginModule", 'username="me" password="s3cr3t"')],
    ],
    [
      "jaas on several lines",
      [
        "sasl.mechanism=PLAIN",
        "sasl.jaas.config=x.PlainLoginModule required \\",
        ' username="me" \\',
        " password='s3cr3t';",
      ],
    ],
    ["librdkafka's names", ["sasl.mechanisms=PLAIN", "sasl.username=me", "sasl.password=s3cr3t"]],
    ["the last of a name", ["sasl.mechanism=GSSAPI", "sasl.password=no", ...plain]],
    ["settings after jaas", [jaas("PlainLoginModule", 'username="you" password="no"'), ...plain]],
    ["any case", ["sasl.mechanism=plain", ...plain.slice(1)]],
  ])("by %s", (_, lines) => {
    const { sasl, tls } = connect("security.protocol=sasl_ssl", ...lines);
    expect(sasl).toMatchObject({ mechanism: "PLAIN", username: "me" });
    expect(sasl?.mechanism === "PLAIN" && sasl.password.reveal()).toBe("s3cr3t");
    expect(tls).toEqual({ ca: undefined, verifyHost: true });
    expectHidden(sasl, SECRETS);
  });

  it.each(["SCRAM-SHA-256", "SCRAM-SHA-512"])("by %s", (mechanism) => {
    const line = jaas("scram.ScramLoginModule", 'username="me" password="a\\\\"b\\\\\\\\c#;=";');
    const { sasl, tls } = connect(
      "security.protocol=SASL_PLAINTEXT",
      `sasl.mechanism=${mechanism}`,
      line.slice(0, -1),
    );
    expect(sasl).toMatchObject({ mechanism, username: "me" });
    expect(sasl && "password" in sasl && sasl.password.reveal()).toBe('a"b\\c#;=');
    expect(tls).toBeUndefined();
  });

  const aws = "software.amazon.msk.auth.iam";
  it.each([
    ["the mechanism", ["sasl.mechanism=AWS_MSK_IAM"], undefined],
    [
      "what AWS says to set",
      [
        "sasl.mechanism=AWS_MSK_IAM",
        jaas("IAMLoginModule", 'awsProfileName="prod" awsDebugCreds=true'),
        `sasl.client.callback.handler.class=${aws}.IAMClientCallbackHandler`,
      ],
      "prod",
    ],
    [
      "what AWS says to set for OAUTHBEARER",
      [
        "sasl.mechanism=OAUTHBEARER",
        jaas("OAuthBearerLoginModule", 'awsProfileName="prod"'),
        `sasl.login.callback.handler.class=${aws}.IAMOAuthBearerLoginCallbackHandler`,
        `sasl.client.callback.handler.class=${aws}.IAMOAuthBearerLoginCallbackHandler`,
      ],
      "prod",
    ],
  ])("of AWS by %s", (_, lines, profile) => {
    const { sasl } = connect("security.protocol=SASL_SSL", ...lines);
    expect(sasl).toEqual({ mechanism: "AWS_MSK_IAM", profile });
  });

  const url = "sasl.oauthbearer.token.endpoint.url=https://idp.example/token";
  it.each([
    [
      "jaas",
      [
        jaas(
          "OAuthBearerLoginModule",
          'clientId="me" clientSecret="s3cr3t" scope="kafka" extension_logicalCluster="lkc-1" extension_identityPoolId="pool-1"',
        ),
      ],
    ],
    [
      "librdkafka's names",
      [
        "sasl.oauthbearer.method=oidc",
        "sasl.oauthbearer.client.id=me",
        "sasl.oauthbearer.client.secret=s3cr3t",
        "sasl.oauthbearer.scope=kafka",
        "sasl.oauthbearer.extensions=logicalCluster=lkc-1, identityPoolId=pool-1",
      ],
    ],
    [
      "names of Kafka 4.1",
      [
        "sasl.oauthbearer.client.credentials.client.id=me",
        "sasl.oauthbearer.client.credentials.client.secret=s3cr3t",
        "sasl.oauthbearer.scope=kafka",
        "sasl.oauthbearer.extensions=logicalCluster=lkc-1,identityPoolId=pool-1",
        "sasl.login.callback.handler.class=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
      ],
    ],
  ])("by OAuth: %s", (_, lines) => {
    const { sasl } = connect(
      "security.protocol=SASL_SSL",
      "sasl.mechanism=OAUTHBEARER",
      url,
      ...lines,
    );
    expect(sasl).toMatchObject({
      mechanism: "OAUTHBEARER",
      tokenEndpointUrl: "https://idp.example/token",
      clientId: "me",
      scope: "kafka",
      extensions: { logicalCluster: "lkc-1", identityPoolId: "pool-1" },
    });
    expect(sasl?.mechanism === "OAUTHBEARER" && sasl.clientSecret.reveal()).toBe("s3cr3t");
    expectHidden(sasl, SECRETS);
  });

  it.each([
    [["sasl.mechanism=GSSAPI"], 3, "sasl.mechanism GSSAPI is not supported: Kerberos"],
    [["sasl.mechanism=SCRAM-SHA256"], 3, 'is unknown; did you mean "SCRAM-SHA-256"'],
    [["sasl.mechanism=s3cr3t"], 3, "sasl.mechanism is unknown"],
    [["sasl.username=me", "sasl.password=s3cr3t"], 2, "sasl.mechanism is missing"],
    [["sasl.mechanism=PLAIN"], 3, "sasl.username and sasl.password are missing"],
    [["sasl.mechanism=PLAIN", "sasl.username=me", "sasl.password="], 3, "sasl.password is missing"],
    [
      ["sasl.mechanism=PLAIN", jaas("PlainLoginModule", 'username="me"')],
      4,
      "sasl.password is missing",
    ],
    [
      ["sasl.mechanism=PLAIN", jaas("ScramLoginModule", 'username="me" password="s3cr3t"')],
      4,
      "sasl.jaas.config names ScramLoginModule, which does not match sasl.mechanism PLAIN",
    ],
    [
      [
        "sasl.mechanism=PLAIN",
        "sasl.jaas.config=com.sun.security.auth.module.Krb5LoginModule required;",
      ],
      4,
      "a login module that is not supported (GSSAPI)",
    ],
    [
      [
        "sasl.mechanism=PLAIN",
        "sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;",
      ],
      4,
      "sasl.jaas.config names IAMLoginModule, which does not match sasl.mechanism PLAIN",
    ],
    [
      [
        "sasl.mechanism=PLAIN",
        "sasl.client.callback.handler.class=software.amazon.msk.auth.iam.IAMClientCallbackHandler",
      ],
      4,
      "is for AWS_MSK_IAM, but sasl.mechanism is PLAIN",
    ],
    [
      [
        "sasl.mechanism=AWS_MSK_IAM",
        jaas("IAMLoginModule", 'awsProfileName="s3cr3t" awsRoleArn="arn:aws:iam::1:role/s3cr3t"'),
      ],
      4,
      "sasl.jaas.config has awsRoleArn, which is not supported",
    ],
    [
      ["sasl.mechanism=OAUTHBEARER", "sasl.login.callback.handler.class=com.example.Mine"],
      4,
      "a Java class, which cannot run here",
    ],
    [
      ["sasl.mechanism=OAUTHBEARER", "sasl.oauthbearer.method=default"],
      4,
      "sasl.oauthbearer.method must be oidc",
    ],
    [
      [
        "sasl.mechanism=OAUTHBEARER",
        "sasl.oauthbearer.grant.type=urn:ietf:params:oauth:grant-type:jwt-bearer",
      ],
      4,
      "grant.type must be client_credentials",
    ],
    [
      ["sasl.mechanism=OAUTHBEARER"],
      3,
      "sasl.oauthbearer.token.endpoint.url and sasl.oauthbearer.client.id and sasl.oauthbearer.client.secret are missing",
    ],
    [
      [
        "sasl.mechanism=OAUTHBEARER",
        "sasl.oauthbearer.client.id=a",
        "sasl.oauthbearer.client.secret=s3cr3t",
        "sasl.oauthbearer.token.endpoint.url=https://a:s3cr3t@b",
      ],
      6,
      "contains a user or password",
    ],
    [
      [
        "sasl.mechanism=OAUTHBEARER",
        "sasl.oauthbearer.client.id=a",
        "sasl.oauthbearer.client.secret=s3cr3t",
        "sasl.oauthbearer.token.endpoint.url=idp",
      ],
      6,
      "is not an http or https URL",
    ],
  ])("is refused at its place: %j", (lines, line, what) => {
    const errors = thrownBy(() => connect("security.protocol=SASL_SSL", ...lines));
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(what)]);
    expect(errors[0]?.parts.where).toBe(`c.properties:${line}:1`);
    expect(errors[0]?.parts.next).toMatch(/\.$/);
    for (const error of errors) expectHidden(error, SECRETS);
  });

  it.each([
    ['x.PlainLoginModule username="me" password="s3cr3t";', 'the word "required" is missing'],
    [
      'x.PlainLoginModule required username="me" password="s3cr3t"',
      "it does not end with a semicolon",
    ],
    [
      'x.PlainLoginModule required username="me" password="s3cr3t;',
      "a quote is not closed on its line",
    ],
    [
      "x.PlainLoginModule required username=me password=s3cr3t!;",
      "other than letters and digits is not in quotes",
    ],
    ['x.PlainLoginModule required username password="s3cr3t";', 'an option is not name="value"'],
    ['x.A required a="s3cr3t"; x.B required;', "something follows the semicolon"],
    [';"s3cr3t"', "it does not start with a login module class"],
  ])("is refused for a broken jaas line: %s", (text, what) => {
    const lines = [
      "security.protocol=SASL_SSL",
      "sasl.mechanism=PLAIN",
      `sasl.jaas.config=${text}`,
    ];
    const [error, ...others] = thrownBy(() => connect(...lines));
    expect(error?.message).toContain(what);
    expect(error?.parts.where).toBe("c.properties:4:1");
    expect(others).toEqual([]);
    expectHidden(error, SECRETS);
  });
});
