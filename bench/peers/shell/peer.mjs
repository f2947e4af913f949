import { join } from "node:path";

/** The lines of `uniq -c`, then a line of two numbers. */
function translate(stdout) {
  const lines = stdout.split("\n");
  const [records, unique] = lines.at(-2).split(" ").map(Number);
  const top = lines.slice(0, -2).map((line) => {
    const [, count, key] = /^ *(\d+) (.*)$/s.exec(line);
    return [key, Number(count)];
  });
  return { records, unique, top };
}

export const shellPeer = {
  name: "sort",
  about: "sort | uniq -c; nothing of the partitions",
  folder: "shell",
  needs: ["sh", "sed", "sort", "uniq", "awk"],
  command: (_, file, source) => ["sh", join(source, "count.sh"), file],
  translate,
};
