// An OpenID provider for OAUTHBEARER. It issues tokens to a client that knows its secret, and
// publishes the key that brokers verify them with.
import { createSign, generateKeyPairSync, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

export const AUDIENCE = "skew-contract-brokers";
export const ISSUER = "skew-contract-tests";
const LIFETIME_S = 300;
const KEY_ID = "1";

/** Serves `/token` and `/keys` for one client. Does not keep the process alive. */
export async function startTokenServer(client) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "RS256" };
  const server = createServer(async (request, response) => {
    const answer = (status, body) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/keys") return answer(200, { keys: [key] });
    if (request.url !== "/token") return answer(404, { error: "not_found" });
    if (!isClient(await credentialsOf(request), client)) {
      return answer(401, { error: "invalid_client" });
    }
    const token = sign(client.id, privateKey);
    return answer(200, { access_token: token, token_type: "Bearer", expires_in: LIFETIME_S });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { tokenEndpoint: `${origin}/token`, keysEndpoint: `${origin}/keys` };
}

/** `id:secret`, from the header or from the form, which the standard also allows. */
async function credentialsOf(request) {
  const body = (await request.toArray()).join("");
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (basic !== undefined) return Buffer.from(basic, "base64").toString();
  const form = new URLSearchParams(body);
  return `${form.get("client_id")}:${form.get("client_secret")}`;
}

function isClient(credentials, { id, secret }) {
  const [given, expected] = [credentials, `${id}:${secret}`].map((text) => Buffer.from(text));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function sign(subject, privateKey) {
  const issuedAt = Math.floor(Date.now() / 1000);
  const claims = { sub: subject, iss: ISSUER, aud: AUDIENCE, iat: issuedAt };
  const parts = [
    { alg: "RS256", typ: "JWT", kid: KEY_ID },
    { ...claims, exp: issuedAt + LIFETIME_S },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  const text = parts.join(".");
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}
