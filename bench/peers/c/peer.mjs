import { join } from "node:path";

const build = (output, run) =>
  run("gcc", "-O3", "-march=native", "-pthread", "count.c", "-o", join(output, "count"));

/** What is possible on the machine. All programs are compared with the first of these. */
export const cPeers = [1, 2].map((threads) => ({
  name: `c-${threads}t`,
  about: `the C reference with ${threads === 1 ? "1 thread" : `${threads} threads`}`,
  folder: "c",
  needs: ["gcc"],
  build,
  command: (output, file) => [join(output, "count"), file, String(threads)],
}));
