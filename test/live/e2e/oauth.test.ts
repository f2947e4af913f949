import { expect, it } from "vitest";
import { describeKafka, sharedCluster } from "../../support/kafka.ts";
import { analysisOf, livePlace, runLive } from "../../support/live-cli.ts";

describeKafka("OAUTHBEARER", () => {
  it("works with a client that was built without libcurl", async () => {
    const { listeners, tls, oauth } = sharedCluster();
    const { cwd, env } = livePlace();
    const login = {
      KAFKA_BOOTSTRAP_SERVERS: listeners.saslSsl,
      KAFKA_SECURITY_PROTOCOL: "SASL_SSL",
      KAFKA_SASL_MECHANISM: "OAUTHBEARER",
      KAFKA_SSL_TRUSTSTORE_TYPE: "PEM",
      KAFKA_SSL_TRUSTSTORE_LOCATION: tls.ca,
      KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL: oauth.tokenEndpoint,
      KAFKA_SASL_OAUTHBEARER_CLIENT_ID: oauth.clientId,
      KAFKA_SASL_OAUTHBEARER_CLIENT_SECRET: oauth.clientSecret,
    };
    const place = { cwd, env: { ...env, ...login } };
    const run = await runLive(["analyze", "--records", "100", "--output", "json"], place);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(analysisOf(run).consuming).toMatchObject({ records: 100, missing: 0 });
  });
});
