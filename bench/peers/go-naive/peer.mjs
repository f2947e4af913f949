import { join } from "node:path";

export const naiveGoPeer = {
  name: "go-naive",
  about: "Go as one writes it: bufio.Scanner, map[string]int64",
  folder: "go-naive",
  needs: ["go"],
  maxKeys: 20_000_000,
  build: (output, run) => run("go", "build", "-buildvcs=false", "-o", join(output, "count"), "."),
  command: (output, file) => [join(output, "count"), file],
};
