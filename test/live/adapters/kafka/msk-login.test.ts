import { createServer, type Socket } from "node:net";
import { Admin, Reader, Writer } from "@platformatic/kafka";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { adminOptions } from "#live/adapters/kafka/admin-options.ts";
import { librdkafkaConfig } from "#live/adapters/kafka/librdkafka-config.ts";
import { mskPayload, mskToken } from "#live/adapters/kafka/msk-login.ts";
import { awsEnv } from "../../../support/aws-env.ts";
import { expectHidden, rejectedBy } from "../../../support/secrets.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TOKEN = "FwoGZXIvYXdzEXAMPLE+/token==";
const login = { mechanism: "AWS_MSK_IAM" } as const;

function use(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

beforeEach(() => {
  use({ ...awsEnv("http://127.0.0.1:9"), AWS_SECRET_ACCESS_KEY: SECRET });
  use({ AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_REGION: "", AWS_DEFAULT_REGION: "" });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/*
 * Signatures are from software.amazon.msk:aws-msk-iam-auth 2.3.2 (Java) and
 * aws-msk-iam-sasl-signer-python 1.0.2, with AWS's example credentials.
 */
describe("A login to Amazon MSK", () => {
  it.each([
    [
      "b-1.orders.abcdef.c2.kafka.eu-central-1.amazonaws.com",
      "eu-central-1",
      "9b279feb9c73ab9a752153f771561c6dfe1707ffa4bb9d43a04bdbc4b3709198",
      "2026-11-28T16:40:27Z",
    ],
    [
      "boot-x1.c3.kafka-serverless.us-east-1.amazonaws.com",
      "us-east-1",
      "d96ddaacca28a3f33422645af8e09643bc5d76858c3f70580b6da7515486f250",
      "2026-11-28T16:40:29Z",
    ],
    [
      "b-2.x.c1.kafka.cn-north-1.amazonaws.com.cn",
      "cn-north-1",
      "65ddd583d7704973466f2ce92dd23f22aae9b5775414d20c430632900017da2f",
      "2026-11-28T16:40:29Z",
    ],
  ])("is signed as AWS's own client signs it: %s", async (host, region, signature, time) => {
    const payload = JSON.parse(await mskPayload(login, host, Date.parse(time)));
    expect(payload).toEqual({
      version: "2020_10_22",
      host,
      "user-agent": "skew-contract",
      action: "kafka-cluster:Connect",
      "x-amz-algorithm": "AWS4-HMAC-SHA256",
      "x-amz-credential": `AKIDEXAMPLE/20261128/${region}/kafka-cluster/aws4_request`,
      "x-amz-date": time.replace(/[-:]/g, ""),
      "x-amz-signedheaders": "host",
      "x-amz-expires": "900",
      "x-amz-signature": signature,
    });
  });

  it("is signed with a session's token too", async () => {
    use({ AWS_ACCESS_KEY_ID: "ASIDEXAMPLE", AWS_SESSION_TOKEN: TOKEN });
    const host = "b-1.orders.abcdef.c2.kafka.eu-central-1.amazonaws.com";
    const payload = JSON.parse(await mskPayload(login, host, Date.parse("2026-11-28T16:40:29Z")));
    expect(payload).toMatchObject({
      "x-amz-security-token": TOKEN,
      "x-amz-signature": "3671da2e0775c33bd29349da07fa21222f79b1613165c61d7c362e35335c8537",
    });
  });

  it("is a token for librdkafka, as AWS's signer makes it", async () => {
    use({ AWS_ACCESS_KEY_ID: "ASIDEXAMPLE", AWS_SESSION_TOKEN: TOKEN, AWS_REGION: "eu-west-3" });
    const hosts = ["broker.example", "b-1.x.kafka.eu-central-1.amazonaws.com"];
    const nowMs = Date.parse("2026-11-28T16:40:31Z");
    const { text, expiresMs } = await mskToken(login, hosts, nowMs);
    expect(expiresMs).toBe(nowMs + 900_000);
    expect(text).not.toMatch(/[+/=]/);
    const url = new URL(Buffer.from(text, "base64url").toString());
    expect(url.origin + url.pathname).toBe("https://kafka.eu-central-1.amazonaws.com/");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      Action: "kafka-cluster:Connect",
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Credential": "ASIDEXAMPLE/20261128/eu-central-1/kafka-cluster/aws4_request",
      "X-Amz-Date": "20261128T164031Z",
      "X-Amz-Expires": "900",
      "X-Amz-SignedHeaders": "host",
      "X-Amz-Security-Token": TOKEN,
      "X-Amz-Signature": "851f8e33a7ab2ff764143a705afb4f26cc601ffc5f83006d862b1024b5a186e0",
      "User-Agent": "skew-contract",
    });
  });

  it("takes the region of the environment where the host does not name it", async () => {
    use({ AWS_REGION: "eu-west-3" });
    const { "x-amz-credential": scope } = JSON.parse(await mskPayload(login, "kafka.example"));
    expect(scope).toMatch(/^AKIDEXAMPLE\/\d{8}\/eu-west-3\/kafka-cluster\/aws4_request$/);
  });

  it("says that it has no region, and no credentials", async () => {
    const [region] = await rejectedBy(mskPayload(login, "kafka.example"));
    expect(region?.message).toBe("the AWS region of the cluster is not known");
    use({ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_REGION: "eu-west-3" });
    const [none] = await rejectedBy(mskPayload(login, "kafka.example"));
    expect(none?.message).toBe("no AWS credentials were found");
    const named = mskPayload({ ...login, profile: "unknown" }, "kafka.example");
    expect((await rejectedBy(named))[0]?.message).toBe("no AWS credentials were found");
  });

  it("is sent under its own name to a server, and nothing else before it", async () => {
    use({ AWS_REGION: "eu-west-3" });
    const { port, asked } = await startServer();
    const connection = { bootstrap: [`127.0.0.1:${port}`], sasl: login };
    const admin = new Admin(adminOptions(connection));
    onTestFinished(() => admin.close());
    await expect(admin.metadata({ topics: [] })).rejects.toThrow();
    const [handshake, authentication] = asked;
    expect(handshake).toEqual({ apiKey: 17, mechanism: "AWS_MSK_IAM" });
    const { "x-amz-date": date, ...payload } = JSON.parse(authentication?.payload ?? "");
    const time = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
    expect({ "x-amz-date": date, ...payload }).toEqual(
      JSON.parse(await mskPayload(login, "127.0.0.1", time)),
    );
    // Afterwards.
    expect(asked[2]?.apiKey).toBe(18);
    expect(JSON.stringify(asked)).not.toContain(SECRET);
  });

  it("is no login of librdkafka's, which gets a token", async () => {
    use({ AWS_REGION: "eu-west-3" });
    const config = librdkafkaConfig({ bootstrap: ["kafka.example:9098"], sasl: login });
    const { oauthbearer_token_refresh_cb: refresh, ...plain } = config;
    expect(plain).toMatchObject({ "sasl.mechanisms": "OAUTHBEARER" });
    if (typeof refresh !== "function") throw new Error("no callback");
    const { tokenValue } = await refresh();
    expect(Buffer.from(tokenValue, "base64url").toString()).toMatch(
      /^https:\/\/kafka\.eu-west-3\.amazonaws\.com\/\?.*&User-Agent=skew-contract$/,
    );
    expectHidden(config, [SECRET]);
  });
});

interface Asked {
  readonly apiKey: number;
  readonly mechanism?: string;
  readonly payload?: string;
}

/** Accepts every login with AWS_MSK_IAM, and hangs up at the first request after it. */
async function startServer(): Promise<{ port: number; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((socket) => {
    socket.on("data", (bytes) => answer(socket, bytes, asked));
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, asked };
}

/** Each request of these comes in one piece. */
function answer(socket: Socket, bytes: Buffer, asked: Asked[]): void {
  const reader = Reader.from(bytes);
  reader.skip(4);
  const [apiKey, , correlationId] = [reader.readInt16(), reader.readInt16(), reader.readInt32()];
  reader.readString(false);
  const response = Writer.create().appendInt32(correlationId);
  if (apiKey === 17) {
    asked.push({ apiKey, mechanism: reader.readString(false) });
    response
      .appendInt16(0)
      .appendArray(["AWS_MSK_IAM"], (w, name) => w.appendString(name, false), false, false);
  } else if (apiKey === 36) {
    reader.readTaggedFields();
    asked.push({ apiKey, payload: reader.readBytes().toString() });
    const accepted = Buffer.from('{"version":"2020_10_22","request-id":"x"}');
    response.appendTaggedFields().appendInt16(0).appendString(null).appendBytes(accepted);
    response.appendInt64(0n).appendTaggedFields();
  } else {
    asked.push({ apiKey });
    socket.destroy();
    return;
  }
  socket.write(response.prependLength().buffer);
}
