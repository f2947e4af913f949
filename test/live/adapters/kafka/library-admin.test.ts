import { createServer } from "node:net";
import { Reader, Writer } from "@platformatic/kafka";
import { expect, it, onTestFinished } from "vitest";
import { adminOptions } from "#live/adapters/kafka/admin-options.ts";
import { LibraryAdmin } from "#live/adapters/kafka/library-admin.ts";

const METADATA = 3;
const API_VERSIONS = 18;

/** A server that knows Metadata up to this version; resolves with the version that it is asked in. */
async function startServer(newest: number): Promise<{ port: number; asked: Promise<number> }> {
  let resolve: (version: number) => void = () => {};
  const asked = new Promise<number>((done) => {
    resolve = done;
  });
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const reader = Reader.from(bytes);
      reader.skip(4);
      const [key, version, id] = [reader.readInt16(), reader.readInt16(), reader.readInt32()];
      if (key === METADATA) {
        resolve(version);
        socket.destroy();
      } else if (key === API_VERSIONS) {
        const apis = [
          [METADATA, newest],
          [API_VERSIONS, 3],
        ];
        const response = Writer.create().appendInt32(id).appendInt16(0);
        response.appendArray(apis, (writer, [api = 0, max = 0]) => {
          writer.appendInt16(api).appendInt16(0).appendInt16(max);
        });
        socket.write(response.appendInt32(0).appendTaggedFields().prependLength().buffer);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, asked };
}

// As of Kafka 2.8 to 3.0, and of 3.1 to 4.
it.each([
  { newest: 10, expected: 10 },
  { newest: 11, expected: 10 },
  { newest: 12, expected: 12 },
])("asks a server that knows Metadata $newest in version $expected", async (one) => {
  const { port, asked } = await startServer(one.newest);
  const admin = new LibraryAdmin(adminOptions({ bootstrap: [`127.0.0.1:${port}`] }));
  onTestFinished(() => admin.close());
  admin.metadata({ topics: [] }).catch(() => {});
  expect(await asked).toBe(one.expected);
});
