// Ports for listeners that must be known before anything listens there.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below the range that systems take for outgoing connections, so that a broker that was killed
// finds its ports free when it is started again.
const [FIRST, END] = [12_000, 32_000];

/** So many ports of 127.0.0.1 at which nothing listens now. */
export async function freePorts(count) {
  const ports = new Set();
  while (ports.size < count) {
    const port = randomInt(FIRST, END);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
