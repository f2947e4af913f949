import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { getSecret } from "#live/adapters/credentials/aws-secrets.ts";
import { fetchSecret } from "#live/adapters/credentials/fetch-secret.ts";
import { loadCredentials } from "#live/adapters/credentials/load-credentials.ts";
import { awsEnv } from "../../../support/aws-env.ts";
import { expectHidden, rejectedBy } from "../../../support/secrets.ts";

const path = { regionName: "eu-west-1", secretName: "cloud" };
const WHERE = "AWS secret cloud (eu-west-1)";

function useEndpoint(url: string): void {
  for (const [name, value] of Object.entries(awsEnv(url))) vi.stubEnv(name, value);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What AWS answers with status 400: moto's own refusals are XML, which Secrets Manager's are not. */
describe("AWS's refusals", () => {
  it.each([
    ["AccessDeniedException", "AWS denies access to the secret"],
    ["UnrecognizedClientException", "AWS does not accept the credentials"],
    ["ExpiredTokenException", "AWS does not accept the credentials"],
    ["InvalidSignatureException", "AWS does not accept the credentials"],
    ["DecryptionFailure", "AWS cannot decrypt the secret"],
    ["InvalidParameterException", "AWS returned an error (InvalidParameterException)"],
    ["constructor", "AWS returned an error (constructor)"],
  ])("%s", async (type, what) => {
    const body = JSON.stringify({ __type: type, message: "broken/s3cret+C" });
    const [error] = await answeredBy(body);
    expect(error?.message).toBe(`${WHERE}: ${what}`);
    expectHidden(error, ["broken/s3cret+C"]);
  });

  it("no answer of AWS's", async () => {
    const [error] = await answeredBy("<html>broken/s3cret+C");
    expect(error?.message).toBe(`${WHERE}: the server that answered is not AWS`);
    expectHidden(error, ["broken/s3cret+C"]);
  });
});

it("takes AWS's own variables from .env too", async () => {
  const variables = awsEnv("http://127.0.0.1:9");
  for (const name of Object.keys(variables)) vi.stubEnv(name, undefined);
  const CONFLUENT_CLOUD_API_SECRET_PATH = '{"region_name":"eu-west-1","secret_name":"cloud"}';
  const aws = { USE_AWS_SECRETS_MANAGER: "True", CONFLUENT_CLOUD_API_SECRET_PATH };
  const [error] = await rejectedBy(loadCredentials({ ...variables, ...aws }));
  expect(error?.message).toBe(`${WHERE}: AWS cannot be reached`);
});

it("says that nothing listens", async () => {
  useEndpoint("http://127.0.0.1:9");
  const [error] = await rejectedBy(fetchSecret(path));
  expect(error?.message).toBe(`${WHERE}: AWS cannot be reached`);
});

it("gives up after its time where a server never answers", async () => {
  const mute = createServer((socket) => socket.unref());
  useEndpoint(`http://127.0.0.1:${await listen(mute)}`);
  expect(await getSecret(path, 200)).toEqual({ code: "TimeoutError" });
  mute.close();
});

async function answeredBy(body: string) {
  const server = createHttpServer((request, response) => {
    request.resume();
    response.writeHead(400, { "content-type": "application/x-amz-json-1.1" }).end(body);
  });
  const port = await listen(server);
  useEndpoint(`http://127.0.0.1:${port}`);
  try {
    return await rejectedBy(fetchSecret(path));
  } finally {
    server.close();
  }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return (server.address() as { port: number }).port;
}
