// Chooses ports that must be known before anything listens on them.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below the range that systems use for outgoing connections, so that the ports of a killed broker
// are
// still free when it restarts.
const [FIRST, END] = [12_000, 32_000];

/** `count` ports of 127.0.0.1 on which nothing listens now. */
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
