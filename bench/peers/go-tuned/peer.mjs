import { join } from "node:path";

const build = (output, run) =>
  run("go", "build", "-buildvcs=false", "-o", join(output, "count"), ".");

export const tunedGoPeers = [1, 2].map((threads) => ({
  name: `go-tuned-${threads}t`,
  about: `Go with its own tables, ${threads === 1 ? "1 thread" : `${threads} threads`}`,
  folder: "go-tuned",
  needs: ["go"],
  build,
  command: (output, file) => [join(output, "count"), file, String(threads)],
}));
