// A certificate authority for one cluster, with certificates for its brokers and one client.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);
const CLIENT = "skew-contract-client";

/** The principal that brokers see in the client's certificate. */
export const CERTIFICATE_PRINCIPAL = `CN=${CLIENT}`;

/**
 * Creates certificates in a folder and returns their paths. `otherCa` is an authority that no broker
 * trusts and that has not signed a broker; it signed `strangerCertificate`, with the client's name.
 */
export async function makeCertificates(folder) {
  const path = (name) => join(folder, name);
  await Promise.all([makeAuthority(folder, "ca"), makeAuthority(folder, "other-ca")]);
  await Promise.all([
    makeCertificate(folder, { name: "broker", by: "ca", subject: "/CN=127.0.0.1" }),
    makeCertificate(folder, { name: "client", by: "ca", subject: `/CN=${CLIENT}` }),
    makeCertificate(folder, { name: "stranger", by: "other-ca", subject: `/CN=${CLIENT}` }),
  ]);
  // Kafka requires the key before its certificate in a PEM keystore.
  const parts = ["broker.key", "broker.crt"].map((name) => readFile(path(name), "utf8"));
  await writeFile(path("broker.pem"), (await Promise.all(parts)).join(""), { mode: 0o600 });
  return {
    ca: path("ca.crt"),
    otherCa: path("other-ca.crt"),
    brokerKeystore: path("broker.pem"),
    clientCertificate: path("client.crt"),
    clientKey: path("client.key"),
    strangerCertificate: path("stranger.crt"),
    strangerKey: path("stranger.key"),
  };
}

const NEW_KEY = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

async function makeAuthority(folder, name) {
  const extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
  await openssl(folder, [...NEW_KEY, ...filesOf(name, `/CN=skew-contract ${name}`, extensions)]);
}

async function makeCertificate(folder, { name, by, subject }) {
  const extensions = [
    "basicConstraints=critical,CA:FALSE",
    "subjectAltName=DNS:localhost,IP:127.0.0.1",
    "extendedKeyUsage=serverAuth,clientAuth",
  ];
  const authority = ["-CA", `${by}.crt`, "-CAkey", `${by}.key`];
  await openssl(folder, [...NEW_KEY, ...authority, ...filesOf(name, subject, extensions)]);
}

function filesOf(name, subject, extensions) {
  return [
    ...["-subj", subject, "-days", "2", "-keyout", `${name}.key`, "-out", `${name}.crt`],
    ...extensions.flatMap((extension) => ["-addext", extension]),
  ];
}

async function openssl(folder, args) {
  await exec("openssl", args, { cwd: folder }).catch((cause) => {
    throw new Error(`openssl cannot create certificates: ${cause.stderr || cause.message}`, {
      cause,
    });
  });
}
