import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SignatureV4 } from "@smithy/signature-v4";

/** A signed request to connect to a cluster of Amazon MSK. */
export interface SignedConnect {
  readonly region: string;
  /** The presigned URL's parameters, decoded. */
  readonly query: Readonly<Record<string, string>>;
}

export interface ConnectToSign {
  /** Of ~/.aws; undefined for the default. */
  readonly profile: string | undefined;
  /** Undefined for the usual one: AWS_REGION, or the profile's. */
  readonly region: string | undefined;
  /** Host that is signed, by region. */
  readonly hostOf: (region: string) => string;
  readonly lifetimeS: number;
  readonly nowMs: number;
}

const SERVICE = "kafka-cluster";
const ACTION = "kafka-cluster:Connect";

/**
 * Signs with AWS's default credential chain (environment, ~/.aws, the machine's role).
 *
 * @throws errors of AWS's SDK, whose names say what is missing
 */
export async function signConnect(connect: ConnectToSign): Promise<SignedConnect> {
  const { profile, hostOf, lifetimeS, nowMs } = connect;
  const client = new SecretsManagerClient({
    ...(profile === undefined ? {} : { profile }),
    ...(connect.region === undefined ? {} : { region: connect.region }),
  });
  try {
    const { credentials, sha256 } = client.config;
    const region = await client.config.region();
    const host = hostOf(region);
    const signer = new SignatureV4({ credentials, region, service: SERVICE, sha256 });
    const request = {
      ...{ method: "GET", protocol: "https:", hostname: host, path: "/" },
      query: { Action: ACTION },
      headers: { host },
    };
    const options = { expiresIn: lifetimeS, signingDate: new Date(nowMs) };
    const { query = {} } = await signer.presign(request, options);
    const texts = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
    return { region, query: Object.fromEntries(texts) };
  } finally {
    client.destroy();
  }
}
