import type { Connection, Reader, Writer } from "@platformatic/kafka";

/** A request of Kafka's protocol whose header and body have tagged fields ("flexible"). */
export interface ProtocolRequest<Response> {
  readonly key: number;
  readonly version: number;
  encode(): Writer;
  decode(reader: Reader): Response;
}

/** Sends a request that the library has no usable function for. */
export function sendRequest<Response>(
  connection: Connection,
  { key, version, encode, decode }: ProtocolRequest<Response>,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    connection.send(
      key,
      version,
      encode,
      (_id, _key, _version, reader) => decode(reader),
      true,
      true,
      (error, response) => {
        if (response === undefined || response === null) reject(error);
        else resolve(response);
      },
    );
  });
}
